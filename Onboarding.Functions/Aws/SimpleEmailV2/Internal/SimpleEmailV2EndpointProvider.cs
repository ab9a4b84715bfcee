using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.SimpleEmailV2.Internal;

/// <summary>
/// The service URL that was configured, else the region's endpoint <c>email.{region}.{suffix}</c>
/// (https://docs.aws.amazon.com/general/latest/gr/ses.html). FIPS and dual-stack variants are not supported.
/// </summary>
internal sealed class SimpleEmailV2EndpointProvider(ClientConfig config) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (config.ServiceURL is { Length: > 0 } url) return new Endpoint(url);
        RegionEndpoint region = config.RegionEndpoint
            ?? throw new AmazonClientException("No RegionEndpoint or ServiceURL configured");
        return new Endpoint($"https://email.{region.SystemName}.{region.PartitionDnsSuffix}");
    }
}
