using System.Diagnostics;
using System.Text.RegularExpressions;
using Onboarding.AppHost.CommandLine;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Documents;

/// <summary>What a document tells people to type is typed here.</summary>
public sealed partial class DocumentedCommandTests(RunningStack stack) : IClassFixture<RunningStack>
{
    [Fact]
    public void Every_documented_call_of_the_host_parses()
    {
        var calls = Documents().SelectMany(text => HostCalls().Matches(text)).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.Empty(
            AppHostCommand.Parse(call.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Errors
                .Select(e => $"{call}: {e.Message}")));
    }

    [Fact]
    public async Task The_curl_calls_of_the_README_register_a_user_and_find_its_mail()
    {
        var calls = CurlCalls().Matches(File.ReadAllText(Path.Combine(RepositoryFolder.Root, "README.md")))
            .Select(m => m.Value.Replace("http://127.0.0.1:4566", stack.Ready.EdgeUrl.OriginalString.TrimEnd('/')))
            .ToList();
        Assert.Equal(3, calls.Count);

        var registered = await RunAsync(calls[0]);
        Assert.Contains("202 Accepted", registered, StringComparison.Ordinal);
        var userId = UserId().Match(registered).Groups[1].Value;
        await stack.ReachedAsync(userId, "completed");
        Assert.Contains("completed", await RunAsync(calls[1].Replace("{userId}", userId)), StringComparison.Ordinal);
        Assert.Contains("ada@example.com", await RunAsync(calls[2]), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string command)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true };
        start.Environment["KEY"] = stack.Ready.ApiKey;
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(RepositoryFolder.Root, "*.md")
            .Concat(Directory.EnumerateFiles(
                Path.Combine(RepositoryFolder.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(File.ReadAllText);

    [GeneratedRegex(@"dotnet run --project Onboarding\.AppHost -- ([^`\n#]+)")]
    private static partial Regex HostCalls();

    [GeneratedRegex(@"^curl (?!-X)[^#\n]*?(?:\\\n[^#\n]*)?(?=$|#)", RegexOptions.Multiline)]
    private static partial Regex CurlCalls();

    [GeneratedRegex("\"userId\":\"([^\"]+)\"")]
    private static partial Regex UserId();
}
