using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Onboarding.Functions.Aws.Pipeline;

/// <summary>What tells the services of our clients apart.</summary>
public abstract class JsonServiceConfig : ClientConfig
{
    private readonly string _hostName;

    /// <param name="serviceId">Drives the name of <c>AWS_ENDPOINT_URL_…</c>.</param>
    /// <param name="signingName">The service in a signature's scope.</param>
    /// <param name="hostName">The first part of the service's host names.</param>
    protected JsonServiceConfig(string serviceId, string signingName, string hostName)
        : base(StandardDefaults.Provider)
    {
        _hostName = hostName;
        Metadata = new ServiceMetadata(serviceId);
        ServiceId = serviceId;
        AuthenticationServiceName = signingName;
        EndpointProvider = new RegionalEndpoint(this, hostName);
    }

    public override string RegionEndpointServiceName => _hostName;

    internal IServiceMetadata Metadata { get; }

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new EndpointParameters());
}
