using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Hosting.Control;

/// <summary>
/// <c>GET /_localaws/health</c>: answers once the edge listens, <c>503</c> until the template is deployed that the host
/// is to run. <c>503</c> and the reason from the moment on that no change can be recorded any more, since every other
/// request is refused then.
/// </summary>
/// <param name="findFailure">Null while all is well.</param>
internal sealed class HealthPage(Func<bool> isStarting, Func<string?> findFailure) : IControlPage
{
    public string Segment => "health";

    public string Summary => "whether the host runs, and why not";

    public bool TellsOfState => false;

    public ValueTask HandleAsync(HttpContext http, PathString rest)
    {
        var failure = findFailure();
        var status = failure is not null ? "failed" : isStarting() ? "starting" : "running";
        var health = new Health(status, failure);
        return new AwsResponse(http, http.TraceIdentifier).SendAsync(
            status == "running" ? 200 : 503,
            "application/json",
            JsonSerializer.SerializeToUtf8Bytes(health, HealthJson.Default.Health));
    }
}

internal sealed record Health(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("reason")] string? Reason);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Health))]
internal sealed partial class HealthJson : JsonSerializerContext;
