using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>How one family of AWS services writes errors, and its words for those that every service has.</summary>
internal interface IErrorProtocol : IErrorFormat
{
    /// <summary>The error that this family answers for a signature fault.</summary>
    AwsError Describe(SignatureFault fault);

    /// <summary>What this family answers for a fault of the service itself.</summary>
    AwsError InternalError { get; }

    /// <summary>What this family answers where there is no room for another body: SDKs try again.</summary>
    AwsError Unavailable { get; }

    /// <summary>What this family answers for a body over the service's limit.</summary>
    AwsError BodyTooLarge(int sizeBytesMax);
}
