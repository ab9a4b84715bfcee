using System.Reflection;
using Onboarding.IntegrationTests.Stack;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>What the graph is made of that needs nothing of Aspire: it runs here as it was compiled.</summary>
public sealed class GraphPiecesTests(FullFeedSource source, RunningStack stack)
    : IClassFixture<FullFeedSource>, IClassFixture<RunningStack>
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static;

    [Theory]
    [InlineData(false)]
    [InlineData(false, "--aws", "localstack")]
    [InlineData(false, "--operation", "publish")]
    [InlineData(true, "demo")]
    [InlineData(true, "keys", "list")]
    [InlineData(true, "--help")]
    [InlineData(true, "--port", "0", "--no-dashboard", "--ready-file", "r.json")]
    [InlineData(true, "--functions", "process")]
    public void Verbs_and_what_only_the_embedded_host_has_ask_for_it(bool embedded, params string[] args) =>
        Assert.Equal(embedded, Type("OwnProgram").GetMethod("IsEmbedded", Any)!.Invoke(null, [args]));

    [Theory]
    [InlineData("--port 5000 --aws localstack --data .data --operation publish", "localstack", "--data .data")]
    [InlineData("--aws aws --region eu-west-1", "aws", "--region eu-west-1")]
    [InlineData("--template t.yaml --parameter A=B --iam off", null, "--parameter A=B --iam off")]
    public void The_graph_keeps_its_own_options_and_leaves_Aspires_alone(string args, string? aws, string host)
    {
        var parsed = Type("GraphArguments").GetMethod("Parse", Any)!.Invoke(null, [args.Split(' ')])!;
        Assert.Equal(aws, parsed.GetType().GetProperty("Aws")!.GetValue(parsed));
        Assert.Equal(host.Split(' '), parsed.GetType().GetProperty("Host")!.GetValue(parsed));
    }

    [Fact]
    public void What_LocalStack_is_to_play_can_be_elsewhere() =>
        Assert.Subset(
            RemoteEndpoints.ServiceNames.ToHashSet(),
            ((string[])Type("AspireGraph").GetField("LocalStackServices", Any)!.GetValue(null)!).ToHashSet());

    [OwnDynamoDbFact("a redrive over a stream at another endpoint answers 501")]
    public async Task The_commands_reach_every_event_source()
    {
        using var http = new HttpClient();
        var eventSources = Activator.CreateInstance(
            Type("EventSources"), http, stack.Ready.EdgeUrl.OriginalString)!;
        Assert.All(await ApplyAsync(eventSources, "pause"), line => Assert.Contains("paused", line));
        Assert.All(await ApplyAsync(eventSources, "resume"), line => Assert.Contains("running", line));
        Assert.Contains(
            "onboarding-EnrichFunction: {\"redriven\":0", string.Join('\n', await ApplyAsync(eventSources, "redrive")));
    }

    private static async Task<IReadOnlyList<string>> ApplyAsync(object eventSources, string verb)
    {
        var apply = eventSources.GetType().GetMethod("ApplyAsync")!;
        var applied = apply.Invoke(eventSources, [verb, CancellationToken.None]);
        var lines = await (Task<IReadOnlyList<string>>)applied!;
        Assert.NotEmpty(lines);
        return lines;
    }

    private Type Type(string name) => source.Load("Onboarding.AppHost", $"Onboarding.AppHost.Aspire.{name}");
}
