using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Client;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Hosting.Control;

/// <summary>
/// <c>GET /_localaws/endpoints</c>: <c>{"dynamodb":"http://127.0.0.1:8000"}</c>, the services that another endpoint
/// plays, for who has this host's address alone.
/// </summary>
internal sealed class EndpointsPage(RemoteServices remote) : IControlPage
{
    public string Segment => "endpoints";

    public string Summary => "services that are at another endpoint";

    public bool TellsOfState => false;

    public ValueTask HandleAsync(HttpContext http, PathString rest) =>
        new AwsResponse(http, http.TraceIdentifier).SendAsync(200, "application/json", JsonWire.Object(json =>
        {
            foreach (var service in remote.All)
            {
                json.WriteString(service.Name, service.Address.OriginalString);
            }
        }));
}
