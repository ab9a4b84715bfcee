using System.Diagnostics;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;

namespace Onboarding.Functions.Aws;

/// <summary>The SDK's client with a span around each call.</summary>
internal sealed class TracedS3Client : AmazonS3Client
{
    // The pipeline is built by the base constructor, before a field of ours could be set.
    public TracedS3Client(AWSCredentials credentials, AmazonS3Config config, ActivitySource source)
        : base(credentials, config) =>
        RuntimePipeline.AddHandler(new CallTracing(source));
}
