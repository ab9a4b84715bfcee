using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.HttpApi.Authorizers;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>API Gateway: the stack's HTTP API, which gets the requests that nothing else claims.</summary>
internal sealed class HttpApiModule : ServiceModule
{
    private readonly DiscoveredKeys _keys;

    public HttpApiModule(HostContext host, IHttpApiIntegration integration)
    {
        _keys = new DiscoveredKeys(host.Time, host.Logging.CreateLogger<DiscoveredKeys>());
        Endpoint = new HttpApiEndpoint(
            integration,
            host.Scope,
            host.Time,
            host.Random,
            _keys,
            host.Bodies,
            host.Metrics,
            host.Logging.CreateLogger<HttpApiEndpoint>());
    }

    public HttpApiEndpoint Endpoint { get; }

    public override ValueTask ResetAsync()
    {
        Endpoint.Reset();
        return ValueTask.CompletedTask;
    }

    protected override void Release() => _keys.Dispose();
}
