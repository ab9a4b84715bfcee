using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Sqs;

/// <summary>
/// Errors of JSON 1.0, with the code of the retired query protocol in <c>x-amzn-query-error</c>: SDKs report that one,
/// so that programs which matched on it keep working.
/// Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#smithy-api-awsquerycompatible.
/// </summary>
internal sealed class SqsErrorProtocol : IErrorProtocol
{
    private const string LegacyPrefix = "AWS.SimpleQueueService.";

    private readonly JsonErrorProtocol _json = new("1.0", "com.amazonaws.sqs") { InternalError = SqsErrors.Internal };

    public string RequestIdHeader => _json.RequestIdHeader;

    public AwsError InternalError => _json.InternalError;

    public AwsError Unavailable => _json.Unavailable;

    public AwsError BodyTooLarge(int sizeBytesMax) => _json.BodyTooLarge(sizeBytesMax);

    public AwsError Describe(SignatureFault fault) => _json.Describe(fault);

    public ValueTask WriteAsync(AwsError error, AwsResponse response)
    {
        var legacy = LegacyCode(error.Code);
        response.Http.Response.Headers["x-amzn-query-error"] =
            $"{legacy};{(error.Status >= 500 ? "Receiver" : "Sender")}";
        return _json.WriteAsync(error, response);
    }

    internal static string LegacyCode(string code) => code switch
    {
        "QueueDoesNotExist" => LegacyPrefix + "NonExistentQueue",
        "QueueNameExists" => "QueueAlreadyExists",
        "BatchEntryIdsNotDistinct" or "BatchRequestTooLong" or "EmptyBatchRequest" or "InvalidBatchEntryId"
            or "TooManyEntriesInBatchRequest" or "PurgeQueueInProgress" => LegacyPrefix + code,
        SqsErrors.InvalidParameterValue => "InvalidParameterValue",
        SqsErrors.MissingParameter => "MissingParameter",
        "UnrecognizedClientException" => "InvalidClientTokenId",
        "ExpiredTokenException" => "ExpiredToken",
        "InvalidSignatureException" => "SignatureDoesNotMatch",
        _ => code,
    };
}
