using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs;

/// <summary>
/// SQS's error catalogue: all but our own fault are 400. Codes: the errors of each page below
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/ (CommonErrors for the fault); texts: recorded
/// in public issue trackers, else inferred.
/// </summary>
internal static class SqsErrors
{
    public const string InvalidParameterValue = "InvalidParameterValueException";
    public const string MissingParameter = "MissingRequiredParameterException";

    public static AwsError Internal { get; } = new(
        "InternalFailure",
        500,
        "The request processing has failed because of an unknown error, exception or failure.");

    public static AwsException NoQueue() => Error("QueueDoesNotExist", "The specified queue does not exist.");

    public static AwsException QueueExists(string attribute) => Error(
        "QueueNameExists",
        $"A queue already exists with the same name and a different value for attribute {attribute}");

    public static AwsException UnknownAttribute(string name) =>
        Error("InvalidAttributeName", $"Unknown Attribute {name}.");

    public static AwsException InvalidAttribute(string name) =>
        Error("InvalidAttributeValue", $"Invalid value for the parameter {name}.");

    public static AwsException InvalidAttribute(string name, string reason) =>
        Error("InvalidAttributeValue", $"Invalid value for the parameter {name}. Reason: {reason}");

    public static AwsException InvalidValue(object value, string parameter, string reason) => Error(
        InvalidParameterValue, $"Value {value} for parameter {parameter} is invalid. Reason: {reason}");

    public static AwsException InvalidParameters(string reason) =>
        Error(InvalidParameterValue, $"One or more parameters are invalid. Reason: {reason}");

    public static AwsException Missing(string parameter) =>
        Error(MissingParameter, $"The request must contain the parameter {parameter}.");

    /// <summary>
    /// What one entry of a batch lacks, if the queue is FIFO, fails the whole batch, under this code (recorded).
    /// </summary>
    public static AwsException OfWholeBatch(AwsException missing) =>
        Error(InvalidParameterValue, missing.Error.Message);

    public static AwsException NoDeduplicationId() => Error(
        InvalidParameterValue,
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");

    public static AwsException NotForQueueType(object value, string parameter) => InvalidValue(
        value, parameter, "The request include parameter that is not valid for this queue type.");

    public static AwsException HandleExpired(string handle) =>
        InvalidValue(handle, "ReceiptHandle", "The receipt handle has expired.");

    public static AwsException InvalidReceiptHandle() =>
        Error("ReceiptHandleIsInvalid", "The input receipt handle is invalid.");

    public static AwsException NotInFlight(string handle) => InvalidValue(
        handle, "ReceiptHandle", "Message does not exist or is not available for visibility timeout change.");

    public static AwsException InvalidContents(int character) => Error(
        "InvalidMessageContents",
        $"Invalid binary character '#x{character:X}' was found in the message body, the set of allowed characters is "
        + "#x9 | #xA | #xD | [#x20 to #xD7FF] | [#xE000 to #xFFFD] | [#x10000 to #x10FFFF]");

    public static AwsException PurgeInProgress(string queue) => Error(
        "PurgeQueueInProgress", $"Only one PurgeQueue operation on {queue} is allowed every 60 seconds.");

    public static AwsException EmptyBatch() => Error(
        "EmptyBatchRequest", "There should be at least one entry in the request.");

    public static AwsException TooManyEntries(int count) => Error(
        "TooManyEntriesInBatchRequest", $"Maximum number of entries per request are 10. You have sent {count}.");

    public static AwsException IdsNotDistinct(string id) =>
        Error("BatchEntryIdsNotDistinct", $"Id {id} repeated.");

    public static AwsException InvalidEntryId() => Error(
        "InvalidBatchEntryId",
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 "
        + "letters long.");

    public static AwsException BatchTooLong(int sizeBytes, int sizeBytesMax) => Error(
        "BatchRequestTooLong",
        $"Batch requests cannot be longer than {sizeBytesMax} bytes. You have sent {sizeBytes} bytes.");

    /// <summary>What this service says of a request's members.</summary>
    public static MemberErrors OfMembers { get; } = new(Missing, Unsupported);

    public static AwsException Unsupported(string operation, string feature) =>
        new(Wire.Unsupported.Feature("SQS", operation, feature));

    private static AwsException Error(string code, string message) => new(new AwsError(code, 400, message));
}
