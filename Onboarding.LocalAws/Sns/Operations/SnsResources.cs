namespace Onboarding.LocalAws.Sns.Operations;

/// <summary>
/// The resources of SNS's actions, with the members of requests in them.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html.
/// </summary>
internal static class SnsResources
{
    public const string NamedTopic = "arn:aws:sns:{Region}:{Account}:{Name}";
    public const string Topic = "{TopicArn}";
}
