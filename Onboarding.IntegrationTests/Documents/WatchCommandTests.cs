using System.Diagnostics;
using Onboarding.IntegrationTests.Host;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Documents;

/// <summary>The README's <c>dotnet watch</c>, on a copy of the repository.</summary>
[Trait("Category", "Slow")]
public sealed class WatchCommandTests
{
    private const string Before = "There is no such registration.";
    private const string After = "No registration has this id.";

    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);
    private static readonly string[] NotCopied = [".git", "artifacts", "bin", "node_modules", "obj", "TestResults"];

    [Fact]
    public async Task An_edited_function_answers_changed_in_the_running_host()
    {
        using var folder = new TemporaryFolder();
        Copy(new DirectoryInfo(RepositoryFolder.Root), folder.Path);
        await using var host = HostProcess.Watch(
            folder.Path, "--port", "0", "--no-dashboard", "--ready-file", "{ready}");
        var ready = await host.ReadyAsync();
        using var api = new HttpClient { BaseAddress = new Uri(ready.GetProperty("apiUrl").GetString()!) };
        api.DefaultRequestHeaders.Add("x-api-key", ready.GetProperty("apiKey").GetString());
        Assert.Contains(Before, await NotFoundAsync(api), StringComparison.Ordinal);

        var source = Path.Combine(
            folder.Path, "Onboarding.Functions", "GetRegistration", "GetRegistrationFunction.cs");
        var code = await File.ReadAllTextAsync(source);
        Assert.Contains(Before, code, StringComparison.Ordinal);
        await File.WriteAllTextAsync(source, code.Replace(Before, After, StringComparison.Ordinal));

        var edited = Stopwatch.GetTimestamp();
        while (!(await NotFoundAsync(api)).Contains(After, StringComparison.Ordinal))
        {
            Assert.True(Stopwatch.GetElapsedTime(edited) < GiveUpAfter, $"{host.Output}\n{host.Error}");
            await Task.Delay(PollEvery, TimeProvider.System);
        }
    }

    private static async Task<string> NotFoundAsync(HttpClient api)
    {
        using var response = await api.GetAsync(new Uri("/registrations/none", UriKind.Relative));
        return await response.Content.ReadAsStringAsync();
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(folder => !NotCopied.Contains(folder.Name)))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }
}
