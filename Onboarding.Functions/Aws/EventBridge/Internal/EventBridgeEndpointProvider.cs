using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.EventBridge.Internal;

/// <summary>
/// The service URL that was configured, else the region's endpoint <c>events.{region}.{suffix}</c>
/// (https://docs.aws.amazon.com/general/latest/gr/ev.html). FIPS and dual-stack variants are not supported.
/// </summary>
internal sealed class EventBridgeEndpointProvider(ClientConfig config) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (config.ServiceURL is { Length: > 0 } url) return new Endpoint(url);
        RegionEndpoint region = config.RegionEndpoint
            ?? throw new AmazonClientException("No RegionEndpoint or ServiceURL configured");
        return new Endpoint($"https://events.{region.SystemName}.{region.PartitionDnsSuffix}");
    }
}
