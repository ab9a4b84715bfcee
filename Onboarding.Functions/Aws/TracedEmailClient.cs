using System.Diagnostics;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleEmailV2;

namespace Onboarding.Functions.Aws;

/// <summary>The SDK's client with a span around each call.</summary>
internal sealed class TracedEmailClient : AmazonSimpleEmailServiceV2Client
{
    // The pipeline is built by the base constructor, before a field of ours could be set.
    public TracedEmailClient(AWSCredentials credentials, AmazonSimpleEmailServiceV2Config config, ActivitySource source)
        : base(credentials, config) =>
        RuntimePipeline.AddHandler(new CallTracing(source));
}
