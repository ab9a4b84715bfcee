using System.Text;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Sqs;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Wiring;

/// <summary>Discarded records are reported to a queue.</summary>
internal sealed class SqsFailureDestination(SqsQueues queues) : IFailureDestination
{
    /// <summary>Inferred: the messages of AWS show the unique id of Lambda's own role.</summary>
    private const string Sender = "lambda.amazonaws.com";

    public ValueTask<bool> TrySendAsync(
        string destinationArn, ReadOnlyMemory<byte> document, CancellationToken stop) =>
        ValueTask.FromResult(
            queues.Send(destinationArn, Encoding.UTF8.GetString(document.Span), attributes: null, Sender)
                == SendOutcome.Sent);
}
