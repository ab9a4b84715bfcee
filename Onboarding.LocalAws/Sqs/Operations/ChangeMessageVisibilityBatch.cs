using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>ChangeMessageVisibilityBatch: up to 10 handles, each with a result of its own.</summary>
internal sealed class ChangeMessageVisibilityBatch(SqsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ChangeMessageVisibilityBatch";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:ChangeMessageVisibility", SqsResources.Queue)];

    public OperationMembers Members { get; } = new("QueueUrl", "Entries");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var (queue, entries) = Batch.Read(call.Input, context, HandleInput.Read);
        Batch.Validate(entries.ConvertAll(e => e.Id));
        Batch.Run(call.Response, entries, e => e.Id!, entry =>
        {
            entry.ChangeVisibility(context, queue);
            return null;
        });
        return ValueTask.CompletedTask;
    }
}
