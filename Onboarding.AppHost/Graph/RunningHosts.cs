using System.Globalization;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Graph;

/// <summary>
/// The hosts that run on this machine under this account: each keeps its ready file in a folder of the user's, under
/// its port, for as long as it runs. A host that was killed leaves its file behind; it then does not answer and counts
/// no more.
/// </summary>
/// <param name="folder">Null where the user has no home: other commands are then told the address by hand.</param>
internal sealed class RunningHosts(DirectoryInfo? folder)
{
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(2);

    /// <summary><c>~/.local/share/onboarding/hosts</c> on Linux, what the system has for it elsewhere.</summary>
    public static RunningHosts OfThisUser()
    {
        var home = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return new RunningHosts(home.Length == 0 ? null : new DirectoryInfo(Path.Combine(home, "onboarding", "hosts")));
    }

    /// <summary>
    /// Other commands find this host until the result is disposed of. Where the folder cannot be written (a container's
    /// file system, for one) they do not, and the host runs on.
    /// </summary>
    public IDisposable Enter(ReadyFile ready)
    {
        if (folder is null)
        {
            return new Entry(null);
        }

        var name = ready.EdgeUrl.Port.ToString(CultureInfo.InvariantCulture) + ".json";
        try
        {
            folder.Create();
            var file = new FileInfo(Path.Combine(folder.FullName, name));
            ready.Write(file);
            return new Entry(file);
        }
        catch (Exception e) when (e is LocalAwsException or IOException or UnauthorizedAccessException)
        {
            return new Entry(null);
        }
    }

    /// <returns>Those that answer, by port.</returns>
    public async Task<IReadOnlyList<ReadyFile>> FindAsync(CancellationToken stop)
    {
        if (folder is not { Exists: true })
        {
            return [];
        }

        var known = folder.EnumerateFiles("*.json").Select(TryRead).OfType<ReadyFile>().ToList();
        using var http = new HttpClient { Timeout = AnswerTimeMax };
        var alive = await Task.WhenAll(known.Select(ready => AnswersAsync(http, ready, stop)));
        return [.. known.Where((_, index) => alive[index]).OrderBy(ready => ready.EdgeUrl.Port)];
    }

    /// <summary>A file of another version of this program is none of ours.</summary>
    private static ReadyFile? TryRead(FileInfo file)
    {
        try
        {
            return ReadyFile.Read(file);
        }
        catch (LocalAwsException)
        {
            return null;
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http, ReadyFile ready, CancellationToken stop)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(ready.EdgeUrl, "/_localaws/health"), stop);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private sealed class Entry(FileInfo? file) : IDisposable
    {
        public void Dispose() => file?.Delete();
    }
}
