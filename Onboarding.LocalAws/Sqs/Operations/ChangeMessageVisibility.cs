using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>ChangeMessageVisibility: from now on, 0 to 12 hours.</summary>
internal sealed class ChangeMessageVisibility(SqsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ChangeMessageVisibility";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:ChangeMessageVisibility", SqsResources.Queue)];

    public OperationMembers Members { get; } = new("QueueUrl", "ReceiptHandle", "VisibilityTimeout");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        call.HasNoOutput = true;
        HandleInput.Read(call.Input).ChangeVisibility(context, context.QueueIn(call.Input));
        return ValueTask.CompletedTask;
    }
}
