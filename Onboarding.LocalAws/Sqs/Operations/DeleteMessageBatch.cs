using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>DeleteMessageBatch: up to 10 handles, each with a result of its own.</summary>
internal sealed class DeleteMessageBatch(SqsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DeleteMessageBatch";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:DeleteMessage", SqsResources.Queue)];

    public OperationMembers Members { get; } = new("QueueUrl", "Entries");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var (queue, entries) = Batch.Read(call.Input, context, HandleInput.Read);
        Batch.Validate(entries.ConvertAll(e => e.Id));
        Batch.Run(call.Response, entries, e => e.Id!, entry =>
        {
            entry.Delete(context, queue);
            return null;
        });
        return ValueTask.CompletedTask;
    }
}
