using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Lambda.AsyncInvoke;
using Onboarding.LocalAws.Lambda.Control;
using Onboarding.LocalAws.Lambda.Environments;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.EventSources.Queues;
using Onboarding.LocalAws.Lambda.RuntimeApi;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.Lambda;

/// <summary>Lambda: functions with their environments, asynchronous events, event source mappings.</summary>
internal sealed class LambdaModule : ServiceModule
{
    /// <param name="launcher">Starts the environments.</param>
    /// <param name="failures">Where mappings report what they discard.</param>
    /// <param name="findQueue">By ARN, for what is redriven from a queue; null where there is none.</param>
    public LambdaModule(
        HostContext host,
        EnvironmentLimits limits,
        IEnvironmentLauncher launcher,
        IFailureDestination failures,
        Func<string, IMessageQueue?> findQueue)
    {
        var environments = new EnvironmentFactory(
            limits,
            launcher,
            new EnvironmentVariables(host.Scope, () => host.EdgeUrl, host.Time),
            host.Credentials,
            host.Random,
            host.Logging.CreateLogger<EnvironmentFactory>());
        Functions = new LambdaFunctions(host.Scope, environments, host.Random, host.Time, host.Logging);
        AsyncInvoker = new AsyncInvoker(
            Functions,
            host.State.Keep(7, new AsyncChangeCodec(), log => new AsyncEvents(log)),
            host.State.Durability,
            host.Time,
            host.Logging.CreateLogger<AsyncInvoker>());
        Checkpoints = host.State.Keep(6, new CheckpointChangeCodec(), log => new MappingCheckpoints(log));
        Switches = host.State.Keep(13, new SwitchChangeCodec(), log => new HandSwitches(log));
        EventSources = new EventSourceMappings(
            new MappingContext(
                new FunctionBatchInvoker(Functions),
                failures,
                host.Time,
                host.Random,
                host.Logging.CreateLogger<EventSourceMappings>())
            {
                Checkpoints = Checkpoints,
                Switches = Switches,
            });
        LambdaMetrics.Observe(host.Meter, EventSources);
        Services = [new LambdaService(Functions, AsyncInvoker, EventSources)];
        Endpoints = [new RuntimeApiEndpoint(Functions, host.Bodies)];
        ControlPages =
            [new FunctionsPage(Functions), new EventSourcesPage(EventSources, new RedeliveryPage(findQueue))];
    }

    public LambdaFunctions Functions { get; }

    public AsyncInvoker AsyncInvoker { get; }

    public EventSourceMappings EventSources { get; }

    /// <summary>What UpdateEventSourceMapping has enabled and disabled.</summary>
    public HandSwitches Switches { get; }

    /// <summary>Where mappings stand.</summary>
    public MappingCheckpoints Checkpoints { get; }

    public override IReadOnlyList<IAwsService> Services { get; }

    public override IReadOnlyList<IEdgeEndpoint> Endpoints { get; }

    public override IReadOnlyList<IControlPage> ControlPages { get; }

    /// <summary>
    /// Functions come from templates alone: where there is none, the events of one wait for a start with it.
    /// </summary>
    public override void Resume()
    {
        if (Functions.All.Count > 0)
        {
            AsyncInvoker.Resume();
        }
    }

    /// <summary>Mappings first: one that still delivers would write a checkpoint after all are forgotten.</summary>
    public override async ValueTask ResetAsync()
    {
        await EventSources.ResetAsync();
        Checkpoints.Clear();
        Switches.Clear();
        AsyncInvoker.Reset();
        Functions.Reset();
    }

    public override async ValueTask StopAsync(CancellationToken patience)
    {
        await EventSources.StopAsync(patience);
        await AsyncInvoker.DisposeAsync();
        await Functions.StopAsync(patience);
    }
}
