using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.EventBridge;

/// <summary>The signing name is the service's older one.</summary>
public class AmazonEventBridgeConfig() : JsonServiceConfig("EventBridge", signingName: "events", hostName: "events")
{
    public override string ServiceVersion => "2015-10-07";

    public override string UserAgent => "onboarding-eventbridge";
}
