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
        var calls = SecondTerminal().Match(File.ReadAllText(Path.Combine(RepositoryFolder.Root, "README.md")))
            .Groups[1].Value
            .Replace("\\\n", "", StringComparison.Ordinal)
            .Replace("http://127.0.0.1:4566", stack.Ready.EdgeUrl.OriginalString.TrimEnd('/'), StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, calls.Length);

        var location = (await RunAsync($"{calls[0]}\necho $LOCATION")).Trim();
        await stack.ReachedAsync(location.Split('/')[^1], "completed");
        Assert.Contains("completed", await RunAsync($"LOCATION={location}\n{calls[1]}"), StringComparison.Ordinal);
        Assert.Contains("ada@example.com", await RunAsync(calls[2]), StringComparison.Ordinal);
    }

    private Task<string> RunAsync(string command) =>
        ChildProcess.BashAsync($"KEY={stack.Ready.ApiKey}\n{command}");

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(RepositoryFolder.Root, "*.md")
            .Concat(Directory.EnumerateFiles(
                Path.Combine(RepositoryFolder.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(File.ReadAllText);

    [GeneratedRegex(@"dotnet run --project Onboarding\.AppHost -- ([^`\n#]+)")]
    private static partial Regex HostCalls();

    [GeneratedRegex("```sh\nKEY=[^\n]*\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SecondTerminal();
}
