namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>How an error looks on the wire.</summary>
internal interface IErrorFormat
{
    /// <summary>The response header that carries the request id.</summary>
    string RequestIdHeader { get; }

    ValueTask WriteAsync(AwsError error, AwsResponse response);
}
