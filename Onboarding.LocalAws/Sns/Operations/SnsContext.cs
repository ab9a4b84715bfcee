using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Sns.Store;

namespace Onboarding.LocalAws.Sns.Operations;

/// <summary>What every operation works on.</summary>
internal sealed record SnsContext(AwsScope Scope, TopicStore Topics)
{
    public string ArnOf(string topic) => Scope.Arn("sns", topic);

    /// <summary>The name in a topic's ARN.</summary>
    /// <exception cref="Onboarding.LocalAws.Wire.AwsException">It is no ARN of a topic here.</exception>
    public string NameIn(string? topicArn)
    {
        var parts = (topicArn ?? "").Split(':');
        if (parts.Length < 6)
        {
            throw SnsErrors.Invalid($"TopicArn Reason: An ARN must have at least 6 elements, not {parts.Length}");
        }

        var name = parts[^1];
        return parts.Length == 6 && ArnOf(name) == topicArn ? name : throw SnsErrors.Invalid("TopicArn");
    }
}
