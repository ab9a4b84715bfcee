using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>DeleteMessage: done already where the handle is an older one.</summary>
internal sealed class DeleteMessage(SqsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DeleteMessage";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:DeleteMessage", SqsResources.Queue)];

    public OperationMembers Members { get; } = new("QueueUrl", "ReceiptHandle");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        call.HasNoOutput = true;
        HandleInput.Read(call.Input).Delete(context, context.QueueIn(call.Input));
        return ValueTask.CompletedTask;
    }
}
