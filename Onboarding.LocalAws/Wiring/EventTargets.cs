using System.Diagnostics;
using System.Text;
using Onboarding.LocalAws.EventBridge;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.AsyncInvoke;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Sqs;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Wiring;

/// <summary>
/// What rules send to. A function has taken an event once it waits in Lambda's own queue: what the function makes of
/// it is Lambda's affair, as in AWS. A target that does not exist is not asked twice.
/// </summary>
internal sealed class EventTargets(
    LambdaFunctions functions, AsyncInvoker invoker, SqsQueues queues, RandomSource random) : IEventTargets
{
    /// <summary>Inferred: the messages of AWS show the unique id of EventBridge's own role.</summary>
    private const string Sender = "events.amazonaws.com";

    private static readonly TargetResult.Taken Taken = new();

    public ValueTask<TargetResult> DeliverAsync(TargetDelivery delivery, CancellationToken stop) =>
        ValueTask.FromResult(TargetArn.KindOf(delivery.Target.Arn) switch
        {
            TargetKind.Function => Invoke(delivery.Target.Arn, delivery.Payload),
            TargetKind.Queue => Send(delivery.Target, delivery.Payload),
            _ => throw new UnreachableException(),
        });

    public bool TryDeadLetter(
        string queueArn, ReadOnlyMemory<byte> body, IReadOnlyList<KeyValuePair<string, string>> attributes)
    {
        var own = MessageAttributes.Of([.. attributes.Select(a => KeyValuePair.Create(
            a.Key, new MessageAttribute("String", Encoding.UTF8.GetBytes(a.Value))))]);
        return queues.Send(queueArn, Encoding.UTF8.GetString(body.Span), own, Sender) == SendOutcome.Sent;
    }

    private TargetResult Invoke(string functionArn, ReadOnlyMemory<byte> payload)
    {
        if (!FunctionName.TryParse(functionArn, out var name)
            || functions.Find(name.Value.Name) is not { } pool
            || !functionArn.StartsWith(functions.ArnOf(name.Value.Name), StringComparison.Ordinal))
        {
            return new TargetResult.Refused("NO_RESOURCE", $"Function not found: {functionArn}", IsFinal: true);
        }

        return invoker.TryAccept(pool.Function, random.NextGuid().ToString(), payload, CallerContext.None)
            ? Taken
            : new TargetResult.Refused("THROTTLING", "Rate exceeded.", IsFinal: false);
    }

    private TargetResult Send(EventTarget target, ReadOnlyMemory<byte> payload) =>
        queues.Send(
            target.Arn, Encoding.UTF8.GetString(payload.Span), attributes: null, Sender, target.MessageGroupId) switch
        {
            SendOutcome.Sent => Taken,
            SendOutcome.NoQueue =>
                new TargetResult.Refused("NO_RESOURCE", "The specified queue does not exist.", IsFinal: true),
            // A FIFO queue "must have content-based deduplication enabled": EventBridge sends no deduplication id
            // (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html); codes are inferred from here.
            SendOutcome.NoGroup => new TargetResult.Refused(
                "SDK_CLIENT_ERROR",
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided "
                    + "explicitly",
                IsFinal: true),
            SendOutcome.TooLong =>
                new TargetResult.Refused("SDK_CLIENT_ERROR", "The message is too long for the queue.", IsFinal: true),
            _ => throw new UnreachableException(),
        };
}
