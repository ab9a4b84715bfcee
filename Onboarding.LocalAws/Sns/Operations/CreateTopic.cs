using Onboarding.LocalAws.Sns.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sns.Operations;

/// <summary>
/// CreateTopic: gives the ARN of a topic that is there already, too.
/// Source: https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html.
/// </summary>
internal sealed class CreateTopic(SnsContext context) : IAwsOperation<QueryCall>
{
    private const int NameLengthMax = 256;

    public string Name => "CreateTopic";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sns:CreateTopic", SnsResources.NamedTopic)];

    public OperationMembers Members { get; } = new("Name")
    {
        Refused = ["Attributes", "DataProtectionPolicy", "Tags"],
    };

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        var name = call.Text("Name") ?? "";
        if (name.EndsWith(".fifo", StringComparison.Ordinal))
        {
            throw SnsErrors.Unsupported(Name, "FIFO topics (.fifo)");
        }

        if (name.Length is 0 or > NameLengthMax
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw SnsErrors.Invalid("Topic Name");
        }

        if (!context.Topics.TryEnsure(new Topic(name)))
        {
            throw SnsErrors.TooManyTopics();
        }

        call.Response.WriteElementString("TopicArn", context.ArnOf(name));
        return ValueTask.CompletedTask;
    }
}
