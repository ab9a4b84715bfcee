using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Wiring;

/// <summary>A service as a Task calls it.</summary>
/// <param name="Api">Null for SES, whose protocol is another.</param>
/// <param name="Operation">As the wire names it.</param>
internal sealed record TaskService(JsonApi? Api, string Operation, SdkErrors Errors)
{
    private static readonly SdkErrors DynamoDb = new(
        "DynamoDB",
        "AmazonDynamoDBv2",
        "AmazonDynamoDBException",
        "ConditionalCheckFailedException",
        "InternalServerError",
        "ItemCollectionSizeLimitExceededException",
        "ProvisionedThroughputExceededException",
        "ReplicatedWriteConflictException",
        "RequestLimitExceeded",
        "ResourceNotFoundException",
        "TransactionConflictException");

    private static readonly SdkErrors EventBridge = new(
        "EventBridge", "AmazonEventBridge", "AmazonEventBridgeException", "InternalException");

    private static readonly SdkErrors Sqs = new(
        "SQS",
        "AmazonSQS",
        "AmazonSQSException",
        "InvalidAddress",
        "InvalidMessageContents",
        "InvalidSecurity",
        "QueueDoesNotExist",
        "RequestThrottled",
        "UnsupportedOperation");

    private static readonly SdkErrors Ses = new(
        "SesV2",
        "SesV2",
        "SesV2Exception",
        "AccountSuspendedException",
        "BadRequestException",
        "LimitExceededException",
        "MailFromDomainNotVerifiedException",
        "MessageRejected",
        "NotFoundException",
        "SendingPausedException",
        "TooManyRequestsException")
    {
        IsAwsSdk = true,
    };

    /// <summary>The same that <see cref="Integrations"/> lists.</summary>
    public static TaskService Of(string service, string action) => (service, action) switch
    {
        ("dynamodb", "getItem") => new(JsonApi.DynamoDb, "GetItem", DynamoDb),
        ("dynamodb", "putItem") => new(JsonApi.DynamoDb, "PutItem", DynamoDb),
        ("dynamodb", "updateItem") => new(JsonApi.DynamoDb, "UpdateItem", DynamoDb),
        ("dynamodb", "deleteItem") => new(JsonApi.DynamoDb, "DeleteItem", DynamoDb),
        ("events", "putEvents") => new(JsonApi.EventBridge, "PutEvents", EventBridge),
        ("sqs", "sendMessage") => new(JsonApi.Sqs, "SendMessage", Sqs),
        ("sesv2", "sendEmail") => new(null, "SendEmail", Ses),
        _ => throw new InvalidOperationException($"There is no integration {service}:{action}."),
    };
}
