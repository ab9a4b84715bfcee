using System.Text.RegularExpressions;
using Onboarding.IntegrationTests.Host;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Packages;

/// <summary>
/// docs/use-in-your-tests.md, word for word, in a folder outside the repository with nothing but the packages: its
/// files are written, its commands typed. Then the sample application, the same way.
/// </summary>
[Trait("Category", "Slow")]
[Collection(PackedFeed.Name)]
public sealed partial class NewcomerTests(PackedFeed feed)
{
    private const string Document = "docs/use-in-your-tests.md";

    [Fact]
    public async Task A_new_xunit_project_gets_green_and_the_tool_runs_its_template()
    {
        var folder = (await feed.CreateProjectFolderAsync()).FullName;
        var text = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, Document));
        var commands = ShellBlocks().Matches(text).Select(m => m.Groups[1].Value).ToList();
        Assert.Collection(
            commands,
            pack => Assert.Equal("dotnet pack Onboarding.sln -o PACKAGES\n", pack),
            create => Assert.StartsWith("dotnet new nugetconfig\n", create, StringComparison.Ordinal),
            test => Assert.Equal("dotnet test Hello.Tests\n", test),
            tool => Assert.EndsWith("\ntools/localaws run\n", tool, StringComparison.Ordinal));

        // The folder's own nuget.config stands for the one of the first two lines, and keeps a cache of its own.
        await RunAsync(folder, string.Join('\n', commands[1].Split('\n').Skip(2)));
        foreach (Match file in Files().Matches(text))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file.Groups[1].Value), file.Groups[2].Value);
        }

        var tested = await RunAsync(folder, commands[2]);
        Assert.Matches(@"Passed!.*Passed:\s+1", tested);

        await RunAsync(folder, commands[3].Split('\n')[0]);
        await using var tool = StartTool(folder, folder);
        await AssertSaysHelloAsync(tool);
    }

    [Fact]
    public async Task The_sample_is_green_and_the_tool_runs_its_template()
    {
        var folder = (await feed.CreateProjectFolderAsync()).FullName;
        var sample = Path.Combine(folder, "orders");
        await ChildProcess.BashAsync(
            "git ls-files -co --exclude-standard samples/orders | grep -v nuget.config | tar -cT - "
                + $"| tar -xC '{folder}'");
        Directory.Move(Path.Combine(folder, "samples", "orders"), sample);
        var tested = await RunAsync(sample, "dotnet test Orders.Tests");
        Assert.Matches(@"Passed!.*Failed:\s+0, Passed:\s+3", tested);

        await RunAsync(folder, $"dotnet tool install localaws --tool-path tools --add-source {feed.Folder}");
        await using var tool = StartTool(folder, sample);
        var ready = await tool.ReadyAsync();
        using var http = new HttpClient { BaseAddress = new Uri(ready.GetProperty("apiUrl").GetString()!) };
        using var order = new StringContent("""{"item":"tea","count":3}""");
        using var response = await http.PostAsync("/orders", order);
        Assert.True((int)response.StatusCode == 202, tool.Output + tool.Error);
        await AssertEndsAsync(tool);
    }

    private static async Task AssertSaysHelloAsync(HostProcess tool)
    {
        var ready = await tool.ReadyAsync();
        using var http = new HttpClient { BaseAddress = new Uri(ready.GetProperty("apiUrl").GetString()!) };
        Assert.Equal("Hello, Ada!", await http.GetStringAsync("/hello/Ada"));
        await AssertEndsAsync(tool);
    }

    private static async Task AssertEndsAsync(HostProcess tool)
    {
        tool.Interrupt();
        Assert.True(await tool.ExitedAsync() == 0, tool.Error);
    }

    private static HostProcess StartTool(string folder, string project) => HostProcess.StartProgram(
        Path.Combine(folder, "tools", "localaws"), project, "run", "--port", "0", "--ready-file", "{ready}");

    private Task<string> RunAsync(string folder, string commands) => ChildProcess.BashAsync(
        commands.Replace("PACKAGES", feed.Folder, StringComparison.Ordinal), folder);

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlocks();

    /// <summary>A paragraph that begins with the file's name, and the block after it.</summary>
    [GeneratedRegex(
        "^`([A-Za-z0-9./]+)` [^\n]*\n\n```(?:csharp|yaml)\n(.*?)```",
        RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Files();
}
