namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// Errors that AWS's services share.
/// Source: the "Common Errors" page of each API reference, for example
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html.
/// </summary>
internal static class CommonErrors
{
    public static AwsError ServiceUnavailable { get; } = new(
        "ServiceUnavailable", 503, "The request has failed due to a temporary failure of the server.");
}
