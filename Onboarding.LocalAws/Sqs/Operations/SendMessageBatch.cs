using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>SendMessageBatch: up to 10 messages, 1 MiB together.</summary>
internal static class SendMessageBatch
{
    private const int SizeBytesMax = 1_048_576;

    public static ValueTask HandleAsync(AwsRequest request, SqsContext context)
    {
        var (queue, entries) = Batch.Read(
            request, context, static (ref JsonInput input) => MessageInput.Read(ref input, "SendMessageBatch"));
        Batch.Validate(entries.ConvertAll(e => e.Id));
        if (entries.Sum(e => e.SizeBytes) is > SizeBytesMax and var sizeBytes)
        {
            throw SqsErrors.BatchTooLong(sizeBytes, SizeBytesMax);
        }

        var attributes = context.Store.AttributesOf(queue) ?? throw SqsErrors.NoQueue();
        return Batch.RunAsync(request, entries, e => e.Id!, entry =>
        {
            entry.Validate(attributes);
            var sent = entry.Send(context, queue, request);
            return json => SendMessage.WriteSent(json, sent);
        });
    }
}
