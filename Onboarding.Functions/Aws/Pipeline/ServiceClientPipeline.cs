using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Onboarding.Functions.Aws.Pipeline;

/// <summary>
/// What a client of ours changes in AWSSDK.Core's pipeline: credentials, signing, retries and transport stay the
/// SDK's.
/// </summary>
internal static class ServiceClientPipeline
{
    public static void Customize(RuntimePipeline pipeline)
    {
        // The generic resolver knows no endpoint rules; ours asks the configuration's provider.
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ConfiguredEndpoint());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4AuthScheme());
    }

    private sealed class ConfiguredEndpoint : BaseEndpointResolver
    {
        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();
    }

    private sealed class SigV4AuthScheme : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
            AuthSchemeOption.DEFAULT_SIGV4;
    }
}
