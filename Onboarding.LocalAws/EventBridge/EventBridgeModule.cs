using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.EventBridge.Archives;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Operations;
using Onboarding.LocalAws.EventBridge.Persistence;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Scheduling;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.EventBridge;

/// <summary>EventBridge: buses, rules, schedules, archives, and events on their way to targets.</summary>
internal sealed class EventBridgeModule : ServiceModule
{
    private readonly Deliveries _deliveries;
    private readonly ScheduledRules _schedules;
    private readonly ReplayRuns _replayRuns;

    /// <param name="ruleCountMax">Per bus.</param>
    public EventBridgeModule(
        HostContext host, int ruleCountMax, IEventTargets targets, IStateMachineTarget machines)
    {
        Rules = host.State.Keep(
            10, new EventBridgeChangeCodec(), log => new EventBridgeStore(log, ruleCountMax, host.Time));
        Pending = host.State.Keep(12, new DeliveryChangeCodec(), log => new PendingDeliveries(log));
        Archived = host.State.Keep(18, new ArchivedEventChangeCodec(), log => new ArchivedEvents(
            log, ArchivedEvents.SizeBytesMax, host.Time, host.Logging.CreateLogger<ArchivedEvents>()));
        Replays = host.State.Keep(19, new ReplayChangeCodec(), log => new EventReplays(log, host.Time));
        var own = new OwnTargets(targets, machines, Rules, Archived, host.Time, host.Random);
        _deliveries = new Deliveries(
            Pending, own, host.Time, host.Random, host.Logging.CreateLogger<Deliveries>());
        var router = new EventRouter(Rules, _deliveries);
        own.Router = router;
        _schedules = new ScheduledRules(
            Rules, router, host.Scope, host.Time, host.Random, host.Logging.CreateLogger<ScheduledRules>());
        _replayRuns = new ReplayRuns(
            Replays, Rules, Archived, router, host.Time, host.Random, host.Logging.CreateLogger<ReplayRuns>());
        var publisher = new EventPublisher(
            host.Scope, router, host.Time, host.Random, host.Logging.CreateLogger<EventPublisher>());
        var context = new EventBridgeContext(host.Scope, host.Time, host.Random, Rules, publisher)
        {
            Archived = Archived,
            Replays = Replays,
            ReplayRuns = _replayRuns,
            Schedules = _schedules,
        };
        Events = new ServiceEvents(context);
        Services = [new EventBridgeService(context)];
    }

    /// <summary>Buses with their rules, targets and archives.</summary>
    public EventBridgeStore Rules { get; }

    /// <summary>What waits for another attempt at its target.</summary>
    public PendingDeliveries Pending { get; }

    public ArchivedEvents Archived { get; }

    public EventReplays Replays { get; }

    /// <summary>For the events of other services.</summary>
    public ServiceEvents Events { get; }

    public override IReadOnlyList<IAwsService> Services { get; }

    public override void Start() => Archived.KeepOnly([.. Rules.Archives().Select(archive => archive.Id)]);

    /// <summary>Schedules begin here, too: one that is due before finds none of the template's functions.</summary>
    public override void Resume()
    {
        _deliveries.Resume();
        _replayRuns.Resume();
        _schedules.Begin();
    }

    public override ValueTask ResetAsync()
    {
        _deliveries.Reset();
        Rules.Clear();
        Replays.Clear();
        Archived.Clear();
        return ValueTask.CompletedTask;
    }

    public override async ValueTask StopAsync(CancellationToken patience)
    {
        await _schedules.DisposeAsync();
        await _replayRuns.DisposeAsync();
        await _deliveries.DisposeAsync();
    }
}
