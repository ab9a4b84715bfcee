using System.Diagnostics;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SageMakerRuntime;

namespace Onboarding.Functions.Aws;

/// <summary>The SDK's client with a span around each call.</summary>
internal sealed class TracedSageMakerRuntimeClient : AmazonSageMakerRuntimeClient
{
    // The pipeline is built by the base constructor, before a field of ours could be set.
    public TracedSageMakerRuntimeClient(
        AWSCredentials credentials, AmazonSageMakerRuntimeConfig config, ActivitySource source)
        : base(credentials, config) =>
        RuntimePipeline.AddHandler(new CallTracing(source));
}
