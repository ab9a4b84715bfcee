using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Hosting.Control;

/// <summary><c>GET /_localaws/health</c>: answers once the edge listens.</summary>
internal sealed class HealthPage : IControlPage
{
    public string Segment => "health";

    public ValueTask HandleAsync(HttpContext http, PathString rest) =>
        new AwsResponse(http, http.TraceIdentifier)
            .SendAsync(200, "application/json", """{"status":"running"}"""u8.ToArray());
}
