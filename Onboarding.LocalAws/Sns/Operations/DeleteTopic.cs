using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sns.Operations;

/// <summary>
/// DeleteTopic: also succeeds where there is no such topic.
/// Source: https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html.
/// </summary>
internal sealed class DeleteTopic(SnsContext context) : IAwsOperation<QueryCall>
{
    public string Name => "DeleteTopic";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sns:DeleteTopic", SnsResources.Topic)];

    public OperationMembers Members { get; } = new("TopicArn");

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        context.Topics.Remove(context.NameIn(call.Text("TopicArn")));
        return ValueTask.CompletedTask;
    }
}
