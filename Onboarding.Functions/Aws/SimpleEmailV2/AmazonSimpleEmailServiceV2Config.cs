using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.SimpleEmailV2;

/// <summary>The signing name is that of the service's first version.</summary>
public class AmazonSimpleEmailServiceV2Config() : JsonServiceConfig("SESv2", signingName: "ses", hostName: "email")
{
    public override string ServiceVersion => "2019-09-27";

    public override string UserAgent => "onboarding-sesv2";
}
