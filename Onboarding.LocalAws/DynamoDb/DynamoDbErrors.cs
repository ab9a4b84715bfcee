using System.Diagnostics;
using System.Net;
using System.Text;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb;

/// <summary>The error catalogue of DynamoDB: AWS's codes, statuses and texts.</summary>
internal static class DynamoDbErrors
{
    public const string ValidationCode = "ValidationException";

    public const string ConditionFailedText = "The conditional request failed";

    public const string KeyMismatchText = "The provided key element does not match the schema";

    public static AwsException Validation(string message) => Create(ValidationCode, message);

    /// <summary>A body whose JSON has not the shape of the request.</summary>
    public static AwsException Serialization(string message) => Create("SerializationException", message);

    /// <summary>A number out of DynamoDB's range; <paramref name="text"/> only where it came in a request.</summary>
    public static AwsException Number(NumberFault fault, string text = "") => Validation(fault switch
    {
        NumberFault.NotANumber when text.Length == 0 =>
            "The parameter cannot be converted to a numeric value",
        NumberFault.NotANumber =>
            $"The parameter cannot be converted to a numeric value: {text}",
        NumberFault.TooManyDigits =>
            "Attempting to store more than 38 significant digits in a Number",
        NumberFault.Overflow =>
            "Number overflow. Attempting to store a number with magnitude larger than supported range",
        NumberFault.Underflow =>
            "Number underflow. Attempting to store a number with magnitude smaller than supported range",
        _ => throw new UnreachableException(fault.ToString()),
    });

    public static AwsException NestingTooDeep() => Validation(
        "Nesting Levels have exceeded supported limits: " +
        "Attributes in the item have nested levels beyond supported limit");

    /// <summary>A value that is no deeper than allowed, put below a path that makes it so.</summary>
    public static AwsException UpdateNestsTooDeep() => Validation("Nesting Levels have exceeded supported limits");

    /// <param name="detail">What follows "One or more parameter values were invalid: ".</param>
    public static AwsException InvalidParameter(string detail) =>
        Validation("One or more parameter values were invalid: " + detail);

    /// <summary>Of operations on items.</summary>
    public static AwsException ResourceNotFound() =>
        Create("ResourceNotFoundException", "Requested resource not found");

    /// <summary>Of operations on tables.</summary>
    public static AwsException TableNotFound(string tableName) =>
        Create("ResourceNotFoundException", $"Requested resource not found: Table: {tableName} not found");

    public static AwsException ThroughputUnexpected() => InvalidParameter(
        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");

    public static AwsException ArnNotFound(string arn) =>
        Create("ResourceNotFoundException", $"Requested resource not found: ResourcArn: {arn} not found");

    public static AwsException IndexNotFound() =>
        Create("ResourceNotFoundException", "Requested resource not found");

    public static AwsException LimitExceeded(string message) => Create("LimitExceededException", message);

    public static AwsException TableInUse(string tableName) =>
        Create("ResourceInUseException", $"Table already exists: {tableName}");

    /// <param name="item">The item that failed the condition, where the caller asked for it and it exists.</param>
    public static AwsException ConditionalCheckFailed(Item? item) =>
        new(new AwsError("ConditionalCheckFailedException", (int)HttpStatusCode.BadRequest, ConditionFailedText)
        {
            ExtraJson = item is null ? null : $"\"Item\":{ItemJson(item)}",
        });

    public static AwsException IdempotentParameterMismatch() => Create(
        "IdempotentParameterMismatchException",
        "The provided client request token has already been used with a different request");

    public static AwsException TransactionInProgress() => Create(
        "TransactionInProgressException", "Transaction is in progress for the provided client request token");

    /// <param name="codes">The codes of the reasons, one per action, in the order of the actions.</param>
    /// <param name="reasonsJson">The reasons as a JSON array.</param>
    public static AwsException TransactionCanceled(string codes, string reasonsJson) =>
        new(new AwsError(
            "TransactionCanceledException",
            (int)HttpStatusCode.BadRequest,
            $"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]")
        {
            ExtraJson = $"\"CancellationReasons\":{reasonsJson}",
        });

    public static AwsException TrimmedDataAccess() => Create(
        "TrimmedDataAccessException",
        "The operation attempted to read past the oldest stream record in a shard. "
        + "The requested sequence number is no longer available");

    public static AwsException ExpiredIterator() => Create(
        "ExpiredIteratorException",
        "The shard iterator has expired and can no longer be used to retrieve stream records");

    public static AwsException StreamNotFound(string arn) =>
        Create("ResourceNotFoundException", $"Requested resource not found: Stream: {arn} not found");

    public static AwsException ShardNotFound(string shardId, string streamArn) => Create(
        "ResourceNotFoundException",
        $"Requested resource not found: Shard: {shardId} in Stream: {streamArn} not found");

    private static string ItemJson(Item item)
    {
        var buffer = ResponseBuffer.Rent();
        AttributeValueWriter.WriteItem(buffer.Json, item);
        var json = Encoding.UTF8.GetString(buffer.Written.Span);
        buffer.Return();
        return json;
    }

    private static AwsException Create(string code, string message) =>
        new(new AwsError(code, (int)HttpStatusCode.BadRequest, message));
}
