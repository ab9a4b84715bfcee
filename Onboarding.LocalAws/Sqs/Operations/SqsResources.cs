namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>
/// The resources of SQS's actions, with the members of requests in them; the queue of a URL is its last segment.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html. A batch needs the permission
/// of the single action.
/// </summary>
internal static class SqsResources
{
    public const string NamedQueue = "arn:aws:sqs:{Region}:{Account}:{QueueName}";
    public const string Queue = "arn:aws:sqs:{Region}:{Account}:{QueueUrl}";
}
