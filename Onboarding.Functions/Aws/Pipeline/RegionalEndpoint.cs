using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Onboarding.Functions.Aws.Pipeline;

/// <summary>
/// The service URL that was configured, else the region's endpoint <c>{prefix}.{region}.{suffix}</c>
/// (https://docs.aws.amazon.com/general/latest/gr/rande.html). FIPS and dual-stack variants are not supported.
/// </summary>
internal sealed class RegionalEndpoint(ClientConfig config, string prefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (config.ServiceURL is { Length: > 0 } url)
        {
            return new Endpoint(url);
        }

        var region = config.RegionEndpoint
            ?? throw new AmazonClientException("No RegionEndpoint or ServiceURL configured");
        return new Endpoint($"https://{prefix}.{region.SystemName}.{region.PartitionDnsSuffix}");
    }
}
