using System.Diagnostics;
using Amazon.CognitoIdentityProvider;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Onboarding.Functions.Aws;

/// <summary>The SDK's client with a span around each call.</summary>
internal sealed class TracedCognitoClient : AmazonCognitoIdentityProviderClient
{
    // The pipeline is built by the base constructor, before a field of ours could be set.
    public TracedCognitoClient(
        AWSCredentials credentials, AmazonCognitoIdentityProviderConfig config, ActivitySource source)
        : base(credentials, config) =>
        RuntimePipeline.AddHandler(new CallTracing(source));
}
