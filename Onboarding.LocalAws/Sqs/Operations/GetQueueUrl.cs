using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>GetQueueUrl.</summary>
internal sealed class GetQueueUrl(SqsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "GetQueueUrl";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:GetQueueUrl", SqsResources.NamedQueue)];

    public OperationMembers Members { get; } = new("QueueName", "QueueOwnerAWSAccountId");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var name = call.Input.Text("QueueName");
        var account = call.Input.Text("QueueOwnerAWSAccountId") ?? context.Scope.AccountId;
        if (string.IsNullOrEmpty(name))
        {
            throw SqsErrors.Missing("QueueName");
        }

        if (account != context.Scope.AccountId || !context.Store.Exists(name))
        {
            throw SqsErrors.NoQueue();
        }

        call.Response.WriteString("QueueUrl"u8, context.UrlOf(call.Request, name));
        return ValueTask.CompletedTask;
    }
}
