using System.Diagnostics;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>PurgeQueue: once in 60 seconds.</summary>
internal sealed class PurgeQueue(SqsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "PurgeQueue";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:PurgeQueue", SqsResources.Queue)];

    public OperationMembers Members { get; } = new("QueueUrl");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var queue = context.QueueIn(call.Input);
        call.HasNoOutput = true;
        return context.Store.Purge(queue) switch
        {
            PurgeOutcome.Purged => ValueTask.CompletedTask,
            PurgeOutcome.NoQueue => throw SqsErrors.NoQueue(),
            PurgeOutcome.InProgress => throw SqsErrors.PurgeInProgress(queue),
            _ => throw new UnreachableException(),
        };
    }
}
