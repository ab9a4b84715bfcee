namespace Onboarding.LocalAws.DynamoDbStreams.Operations;

/// <summary>
/// The resources of the actions on streams, members of the request in braces.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html.
/// </summary>
internal static class DynamoDbStreamsResources
{
    public const string Stream = "{StreamArn}";

    /// <summary>The stream whose ARN the iterator holds.</summary>
    public const string IteratedStream = "{ShardIterator}";
}
