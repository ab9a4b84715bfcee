using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.SageMakerRuntime;

/// <summary>The signing name is that of SageMaker's own API.</summary>
public class AmazonSageMakerRuntimeConfig()
    : JsonServiceConfig("SageMaker Runtime", signingName: "sagemaker", hostName: "runtime.sagemaker")
{
    public override string ServiceVersion => "2017-05-13";

    public override string UserAgent => "onboarding-sagemaker-runtime";
}
