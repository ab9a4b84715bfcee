using System.Diagnostics;
using Onboarding.AppHost.Dashboard.Resources;
using Onboarding.AppHost.Dashboard.Resources.Wire;
using Onboarding.LocalAws.Hosting.Views;

namespace Onboarding.IntegrationTests.Dashboard;

/// <summary>The resource service over the wire, as the dashboard calls it.</summary>
public sealed class ResourceServiceTests(ServedHost host) : IClassFixture<ServedHost>
{
    private const string Enrich = "onboarding-EnrichFunction";

    [Fact]
    public async Task Nothing_is_told_without_the_key()
    {
        using var stranger = host.ClientWith("secre");
        foreach (var method in new[]
            { "GetApplicationInformation", "WatchResources", "WatchResourceConsoleLogs", "ExecuteResourceCommand" })
        {
            using var response = await stranger.SendAsync(
                ServedHost.Method(method), GrpcClient.Frame(new ApplicationQuery()));
            Assert.Equal("16", GrpcClient.StatusOf(response));
            Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task The_application_has_a_name() =>
        Assert.Equal(
            "onboarding",
            (await host.Client.CallAsync(
                ServedHost.Method("GetApplicationInformation"), new ApplicationQuery(), ApplicationInfo.Parser)).Name);

    [Fact]
    public async Task The_snapshot_has_every_resource_and_none_that_the_dashboard_cannot_take()
    {
        var resources = await SnapshotAsync();

        Assert.All(resources, r => Assert.Null(ResourceCheck.FaultOf(r)));
        Assert.Equal(
            [
                "Emulator", "Event source", "Function", "HTTP API", "Mailbox", "Queue", "Table", "User pool",
                "Workflow",
            ],
            resources.Select(r => r.Type).Distinct().Order(StringComparer.Ordinal));
        var enrich = resources.Single(r => r.Name == Enrich);
        Assert.Equal(
            "onboarding-UsersTable", enrich.Environment.Single(v => v.Name == "USERS_TABLE").Value);
        Assert.Contains(enrich.Relationships, r => r is { Type: "Reference", ResourceName: "onboarding-UsersTable" });
        var source = resources.Single(r => r.Type == "Event source" && r.DisplayName.EndsWith(Enrich));
        Assert.Contains(source.Relationships, r => r is { Type: "Parent", ResourceName: Enrich });
        Assert.Equal(
            host.Host.EdgeUrl.AbsoluteUri, resources.Single(r => r.Type == "HTTP API").Urls.Single().FullUrl);
    }

    [Fact]
    public async Task No_secret_of_a_function_leaves_the_host()
    {
        var resources = await SnapshotAsync();
        Assert.DoesNotContain(resources, r => r.ToString().Contains("very-secret", StringComparison.Ordinal));
        var headers = resources.Single(r => r.Name == Enrich).Environment
            .Single(v => v.Name == "OTEL_EXPORTER_OTLP_HEADERS");
        Assert.Equal(Secrets.NotShown, headers.Value);
    }

    [Fact]
    public async Task Pause_and_resume_show_at_once_and_only_what_changed_is_sent()
    {
        var name = await EventSourceOfAsync(Enrich);
        using var stop = Limit();
        await using var updates = Watch(stop.Token);
        Assert.True(await updates.MoveNextAsync());

        Assert.Equal(CommandKind.CommandSucceeded, (await RunAsync(name, "pause")).Kind);
        var paused = await FindAsync(updates, r => r.Name == name && r.State == "Paused");
        Assert.Equal(CommandState.Hidden, paused.Commands.Single(c => c.Name == "pause").State);
        Assert.Equal(CommandState.Enabled, paused.Commands.Single(c => c.Name == "resume").State);

        Assert.Equal(CommandKind.CommandSucceeded, (await RunAsync(name, "resume")).Kind);
        await FindAsync(updates, r => r.Name == name && r.State == "Running");
        Assert.Contains(
            await ConsoleAsync(name, lines => lines.Count >= 2),
            l => l.Text.Contains("pause: deliveries are held back"));
    }

    [Fact]
    public async Task A_functions_lines_come_to_its_console_numbered_and_without_personal_data()
    {
        await host.CreateUserAsync("console.person@example.com");
        var lines = await ConsoleAsync("onboarding-CreateUserFunction", l => l.Count > 0);

        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(l => l.LineNumber));
        Assert.All(lines, l => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ", l.Text));
        Assert.Contains(lines, l => l.Text.Contains("trace=") || l.Text.Contains("request="));
        Assert.DoesNotContain(lines, l => l.Text.Contains("console.person", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Restart_ends_a_functions_environments()
    {
        await host.CreateUserAsync("restart@example.com");
        Assert.NotEqual(0, Function("onboarding-CreateUserFunction").EnvironmentCount);
        var reply = await RunAsync("onboarding-CreateUserFunction", "restart");
        Assert.Equal(CommandKind.CommandSucceeded, reply.Kind);
        Assert.Equal(0, Function("onboarding-CreateUserFunction").EnvironmentCount);
    }

    [Theory]
    [InlineData("onboarding-UsersTable", "restart", "there is no function onboarding-UsersTable")]
    [InlineData("none", "redrive", "there is no queue none")]
    [InlineData("mailbox", "reset", "mailbox has no command reset")]
    [InlineData("localaws", "explode", "localaws has no command explode")]
    public async Task A_command_that_cannot_be_run_says_why(string resource, string command, string message)
    {
        var reply = await RunAsync(resource, command);
        Assert.Equal((CommandKind.CommandFailed, message), (reply.Kind, reply.Message));
    }

    [Fact]
    public async Task Redrive_of_an_empty_queue_does_nothing()
    {
        var reply = await RunAsync("onboarding-DeadLetterQueue", "redrive");
        Assert.Equal(
            (CommandKind.CommandSucceeded, "0 messages moved back, 0 records delivered; 0 left"),
            (reply.Kind, reply.Message));
    }

    [Fact]
    public async Task There_is_no_console_of_what_is_no_resource()
    {
        using var response = await host.Client.SendAsync(
            ServedHost.Method("WatchResourceConsoleLogs"),
            GrpcClient.Frame(new ConsoleQuery { ResourceName = "none" }));
        Assert.Equal("5", GrpcClient.StatusOf(response));
    }

    /// <summary>
    /// The dashboard sends nothing before it has the headers, and loses its resources where it is refused.
    /// </summary>
    [Fact]
    public async Task Interactions_are_an_open_stream()
    {
        using var response = await host.Client.SendAsync(ServedHost.Method("WatchInteractions"), []);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Null(GrpcClient.StatusOf(response));
    }

    private async Task<IReadOnlyList<ResourceState>> SnapshotAsync()
    {
        using var stop = Limit();
        await using var updates = Watch(stop.Token);
        Assert.True(await updates.MoveNextAsync());
        return updates.Current.Snapshot.Resources;
    }

    private IAsyncEnumerator<ResourceUpdate> Watch(CancellationToken stop) => host.Client
        .WatchAsync(
            ServedHost.Method("WatchResources"), new ResourceQuery { IsReconnect = true }, ResourceUpdate.Parser, stop)
        .GetAsyncEnumerator(stop);

    private static async Task<ResourceState> FindAsync(
        IAsyncEnumerator<ResourceUpdate> updates, Func<ResourceState, bool> isIt)
    {
        while (await updates.MoveNextAsync())
        {
            if (updates.Current.Changes.Value.Select(c => c.Upsert).FirstOrDefault(isIt) is { } found)
            {
                return found;
            }
        }

        throw new UnreachableException("the stream has ended");
    }

    private async Task<string> EventSourceOfAsync(string function) =>
        (await SnapshotAsync()).Single(r => r.Type == "Event source" && r.DisplayName.EndsWith(function)).Name;

    private async Task<List<ConsoleLine>> ConsoleAsync(string resource, Func<List<ConsoleLine>, bool> isEnough)
    {
        using var stop = Limit();
        List<ConsoleLine> lines = [];
        await foreach (var update in host.Client.WatchAsync(
            ServedHost.Method("WatchResourceConsoleLogs"),
            new ConsoleQuery { ResourceName = resource },
            ConsoleUpdate.Parser,
            stop.Token))
        {
            lines.AddRange(update.Lines);
            if (isEnough(lines))
            {
                break;
            }
        }

        return lines;
    }

    private Task<CommandReply> RunAsync(string resource, string command) => host.Client.CallAsync(
        ServedHost.Method("ExecuteResourceCommand"),
        new CommandQuery { ResourceName = resource, CommandName = command },
        CommandReply.Parser);

    private FunctionView Function(string name) => host.Host.Inspect().Functions.Single(f => f.Name == name);

    private static CancellationTokenSource Limit() => new(TimeSpan.FromSeconds(30), TimeProvider.System);
}
