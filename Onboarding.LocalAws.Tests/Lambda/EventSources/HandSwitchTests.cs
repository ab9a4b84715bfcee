using System.Net;
using System.Threading.Channels;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.EventSources.Queues;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>
/// What UpdateEventSourceMapping has set, across restarts of the host. Evidence: Local; AWS forgets nothing, and
/// CloudFormation leaves a property alone that has not changed in the template.
/// </summary>
public sealed class HandSwitchTests
{
    private static readonly QueueMappingSettings On = new()
    {
        Uuid = "m",
        FunctionName = "f",
        FunctionArn = "arn:f",
        EventSourceArn = "arn:q",
    };

    private static readonly QueueMappingSettings Off = On with { IsEnabled = false };

    private static readonly SwitchChange[] Changes =
    [
        new SwitchChange.Switched("m", IsEnabled: true, IsEnabledByTemplate: false),
        new SwitchChange.Switched("n", IsEnabled: false, IsEnabledByTemplate: true),
        new SwitchChange.Overruled("m"), new SwitchChange.Cleared(),
    ];

    private readonly SwitchChangeCodec _codec = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mapping_that_was_disabled_by_hand_is_so_after_a_kill_until_it_is_enabled(bool isSnapshot)
    {
        using var folder = new DataFolder();
        var bodies = Channel.CreateUnbounded<string>();
        await using var before = await StartAsync(folder, new FunctionHosting.External());
        var queue = await before.CreateQueueAsync("jobs");
        await MapAsync(before);
        await SwitchAsync(before, isEnabled: false);
        await before.SendAsync(queue, "waiting");
        if (isSnapshot)
        {
            await before.Services.CompactAsync();
        }

        using var killed = folder.Copy();
        await using var host = await StartAsync(killed, LambdaHost.Serving(e =>
        {
            bodies.Writer.TryWrite(e.Payload);
            return "null";
        }));
        await MapAsync(host);
        Assert.False(host.Services.EventSources.All.Single().IsEnabled);
        await SwitchAsync(host, isEnabled: true);
        Assert.Contains("waiting", await bodies.Reader.ReadAsync().InTimeAsync("a batch"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_forgets_what_was_set_by_hand()
    {
        using var folder = new DataFolder();
        await using var host = await StartAsync(folder, new FunctionHosting.External());
        await host.CreateQueueAsync("jobs");
        await MapAsync(host);
        await SwitchAsync(host, isEnabled: false);
        using var reset = await host.Http.PostAsync("/_localaws/reset", content: null);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        await host.CreateQueueAsync("jobs");
        await MapAsync(host);
        Assert.True(host.Services.EventSources.All.Single().IsEnabled);
    }

    [Fact]
    public void It_stays_until_the_template_says_something_else()
    {
        var switches = NewSwitches();
        Assert.True(switches.Begin(On));
        switches.Set(On, isEnabled: false);
        Assert.False(switches.Begin(On));
        Assert.False(Restored(switches).Begin(On));

        Assert.False(switches.Begin(Off));
        Assert.True(switches.Begin(On));
        switches.Set(Off, isEnabled: true);
        Assert.True(switches.Begin(Off));
        Assert.True(switches.Begin(On));
        Assert.Empty(switches.Capture().Changes);
    }

    [Fact]
    public void Every_change_comes_back() =>
        Assert.All(Changes, change => Assert.Equal(change, _codec.Reread(change)));

    [Fact]
    public void What_is_no_change_is_refused() => _codec.MustRefuseWhatItHasNotWritten(Changes);

    private HandSwitches Restored(HandSwitches switches)
    {
        var restored = NewSwitches();
        foreach (var change in switches.Capture().Changes)
        {
            restored.Apply(_codec.Reread(change));
        }

        return restored;
    }

    private static HandSwitches NewSwitches() => new(MemoryChangeLog<SwitchChange>.Instance);

    private static Task<TestHost> StartAsync(DataFolder folder, FunctionHosting functions) =>
        TestHost.StartAsync(new LocalAwsOptions
        {
            DataFolder = new DirectoryInfo(folder.Path),
            Functions = functions,
        });

    private static async Task MapAsync(TestHost host)
    {
        host.Services.Functions.Deploy(LambdaHost.Function("f"));
        await host.Services.StackRuntime.CreateEventSourceMappingAsync(
            new EventSourceMappingDefinition
            {
                LogicalId = "Mapping",
                FunctionName = "f",
                EventSourceArn = "arn:aws:sqs:us-east-1:123456789012:jobs",
            },
            CancellationToken.None);
    }

    private static async Task SwitchAsync(TestHost host, bool isEnabled)
    {
        var uuid = host.Services.EventSources.All.Single().Settings.Uuid;
        using var response = await host.SendSignedAsync(
            "lambda",
            HttpMethod.Put,
            $"/2015-03-31/event-source-mappings/{uuid}",
            isEnabled ? """{"Enabled":true}""" : """{"Enabled":false}""");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(isEnabled, host.Services.EventSources.All.Single().IsEnabled);
    }
}
