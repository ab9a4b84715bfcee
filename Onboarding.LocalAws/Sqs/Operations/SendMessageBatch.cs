using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>SendMessageBatch: up to 10 messages, 1 MiB together.</summary>
internal sealed class SendMessageBatch(SqsContext context) : IAwsOperation<JsonCall>
{
    private const int SizeBytesMax = 1_048_576;

    public string Name => "SendMessageBatch";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:SendMessage", SqsResources.Queue)];

    public OperationMembers Members { get; } = new("QueueUrl", "Entries");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var (queue, entries) = Batch.Read(call.Input, context, MessageInput.Read);
        Batch.Validate(entries.ConvertAll(e => e.Id));
        if (entries.Sum(e => e.SizeBytes) is > SizeBytesMax and var sizeBytes)
        {
            throw SqsErrors.BatchTooLong(sizeBytes, SizeBytesMax);
        }

        var attributes = context.Store.AttributesOf(queue) ?? throw SqsErrors.NoQueue();
        if (entries.Select(e => e.Group.Missing(attributes)).FirstOrDefault(e => e is not null) is { } missing)
        {
            throw SqsErrors.OfWholeBatch(missing);
        }

        Batch.Run(call.Response, entries, e => e.Id!, entry =>
        {
            entry.Validate(attributes);
            var sent = entry.Send(context, queue, attributes, call.Caller);
            return response => SendMessage.WriteSent(response, sent);
        });
        return ValueTask.CompletedTask;
    }
}
