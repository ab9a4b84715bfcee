using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>DeleteQueue, at once; AWS may take a minute.</summary>
internal sealed class DeleteQueue(SqsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DeleteQueue";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:DeleteQueue", SqsResources.Queue)];

    public OperationMembers Members { get; } = new("QueueUrl");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        call.HasNoOutput = true;
        return context.Store.Delete(context.QueueIn(call.Input)) ? ValueTask.CompletedTask : throw SqsErrors.NoQueue();
    }
}
