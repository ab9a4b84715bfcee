using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Onboarding.LocalAws.EventBridge.Archives;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.EventBridge.Delivery;

/// <summary>What EventBridge is itself a target of: another bus, an archive; and which service gets the rest.</summary>
internal sealed class OwnTargets(
    IEventTargets services,
    IStateMachineTarget machines,
    EventBridgeStore store,
    ArchivedEvents archived,
    TimeProvider time,
    RandomSource random) : IEventTargets
{
    private static readonly TargetResult.Taken Taken = new();

    /// <summary>Set once, since the router needs the deliveries, and these what they deliver to.</summary>
    public EventRouter? Router { get; set; }

    public ValueTask<TargetResult> DeliverAsync(TargetDelivery delivery, CancellationToken stop) =>
        TargetArn.KindOf(delivery.Target.Arn) switch
        {
            TargetKind.Bus => ValueTask.FromResult(Forward(delivery)),
            TargetKind.Archive => ValueTask.FromResult<TargetResult>(Archive(delivery)),
            TargetKind.StateMachine => machines.StartAsync(
                delivery.Target.Arn, ExecutionName(delivery), delivery.Payload, stop),
            _ => services.DeliverAsync(delivery, stop),
        };

    public bool TryDeadLetter(
        string queueArn, ReadOnlyMemory<byte> body, IReadOnlyList<KeyValuePair<string, string>> attributes) =>
        services.TryDeadLetter(queueArn, body, attributes);

    /// <summary>The bus gets the event as it is. One that does not exist is as final as a queue (inferred).</summary>
    private TargetResult Forward(TargetDelivery delivery)
    {
        var bus = TargetArn.BusOf(delivery.Target.Arn);
        var span = Activity.Current?.Context ?? delivery.Parent;
        var isRouted = Router!.Route(new EventArrival
        {
            EventId = delivery.EventId,
            Id = random.NextGuid().ToString(),
            Bus = bus,
            Event = delivery.Event,
            At = time.GetUtcNow(),
            Parent = span,
            Published = span,
            IsForwarded = true,
        });
        return isRouted
            ? Taken
            : new TargetResult.Refused("NO_RESOURCE", $"Event bus {bus} does not exist.", IsFinal: true);
    }

    private TargetResult.Taken Archive(TargetDelivery delivery)
    {
        // An archive that was deleted meanwhile takes nothing any more.
        if (store.FindArchive(delivery.Rule[EventArchive.RulePrefix.Length..]) is { } archive)
        {
            archived.Add(archive, delivery.Event, delivery.AcceptedAt);
        }

        return Taken;
    }

    /// <summary>The text is Step Functions' own; for an adapter, too.</summary>
    public static TargetResult.Refused NoStateMachine(string arn) =>
        new("NO_RESOURCE", $"State Machine Does Not Exist: '{arn}'", IsFinal: true);

    /// <summary>
    /// AWS's names are the event's id, an underscore and another id; here that one follows from the delivery, so that a
    /// second attempt does not start a second execution.
    /// </summary>
    private static string ExecutionName(TargetDelivery delivery)
    {
        var key = $"{delivery.Arrival}\n{delivery.RuleArn}\n{delivery.Target.Id}";
        return $"{delivery.EventId}_{new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}";
    }
}
