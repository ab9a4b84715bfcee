using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Operations;
using Onboarding.LocalAws.EventBridge.Persistence;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.EventBridge;

/// <summary>EventBridge: buses, rules, and events on their way to targets.</summary>
internal sealed class EventBridgeModule : ServiceModule
{
    private readonly Deliveries _deliveries;

    public EventBridgeModule(HostContext host, IEventTargets targets)
    {
        Rules = host.State.Keep(
            10, new EventBridgeChangeCodec(), log => new EventBridgeStore(log, host.Time));
        Pending = host.State.Keep(12, new DeliveryChangeCodec(), log => new PendingDeliveries(log));
        _deliveries = new Deliveries(
            Pending, targets, host.Time, host.Random, host.Logging.CreateLogger<Deliveries>());
        var publisher = new EventPublisher(
            host.Scope,
            Rules,
            _deliveries,
            host.Time,
            host.Random,
            host.Logging.CreateLogger<EventPublisher>());
        var context = new EventBridgeContext(host.Scope, Rules, publisher);
        Events = new ServiceEvents(context);
        Services = [new EventBridgeService(context)];
    }

    /// <summary>Buses with their rules and targets.</summary>
    public EventBridgeStore Rules { get; }

    /// <summary>What waits for another attempt at its target.</summary>
    public PendingDeliveries Pending { get; }

    /// <summary>For the events of other services.</summary>
    public ServiceEvents Events { get; }

    public override IReadOnlyList<IAwsService> Services { get; }

    public override void Resume() => _deliveries.Resume();

    public override ValueTask ResetAsync()
    {
        _deliveries.Reset();
        Rules.Clear();
        return ValueTask.CompletedTask;
    }

    public override ValueTask StopAsync(CancellationToken patience) => _deliveries.DisposeAsync();
}
