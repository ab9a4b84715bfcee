using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Rdap;

/// <summary>
/// <c>GET /_localaws/rdap/domain/{name}</c>: a stand-in for the registries' RDAP service, so that enrichment works
/// without a network. It knows no real domain: every name counts as registered, except those that can never be
/// (<c>.invalid</c>, RFC 2606) and those that are no domain names. Each answer says that it is a stand-in.
/// Shapes: https://www.rfc-editor.org/rfc/rfc9083
/// </summary>
internal sealed class RdapPage : IControlPage
{
    private const string ContentType = "application/rdap+json";
    private const string DomainPath = "/domain/";

    public string Segment => "rdap";

    public string Summary => "/domain/{name}: the stand-in for the registries; only .invalid is not registered";

    public ValueTask HandleAsync(HttpContext http, PathString rest)
    {
        var response = new AwsResponse(http, http.TraceIdentifier);
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            return response.SendAsync(405, ContentType, Error(405, "Method Not Allowed", "RDAP is read with GET."));
        }

        if (rest.Value is not { } path || !path.StartsWith(DomainPath, StringComparison.Ordinal))
        {
            return response.SendAsync(400, ContentType, Error(400, "Bad Request", "Only /domain/{name} is served."));
        }

        var name = path[DomainPath.Length..].TrimEnd('.').ToLowerInvariant();
        if (Uri.CheckHostName(name) != UriHostNameType.Dns || !name.Contains('.', StringComparison.Ordinal))
        {
            return response.SendAsync(400, ContentType, Error(400, "Bad Request", "The name is not a domain name."));
        }

        return name.EndsWith(".invalid", StringComparison.Ordinal)
            ? response.SendAsync(404, ContentType, Error(404, "Not Found", "The domain is not registered."))
            : response.SendAsync(200, ContentType, Domain(name));
    }

    private static ReadOnlyMemory<byte> Domain(string name) => Write(json =>
    {
        json.WriteString("objectClassName", "domain");
        json.WriteString("ldhName", name);
        json.WriteStartArray("status");
        json.WriteStringValue("active");
        json.WriteEndArray();
        json.WriteStartArray("events");
        json.WriteStartObject();
        json.WriteString("eventAction", "registration");
        json.WriteString("eventDate", "2000-01-01T00:00:00Z");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("notices");
        json.WriteStartObject();
        json.WriteString("title", "Stand-in");
        json.WriteStartArray("description");
        json.WriteStringValue("Answered by Onboarding.LocalAws, not by a registry.");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private static ReadOnlyMemory<byte> Error(int code, string title, string description) => Write(json =>
    {
        json.WriteNumber("errorCode", code);
        json.WriteString("title", title);
        json.WriteStartArray("description");
        json.WriteStringValue(description);
        json.WriteEndArray();
    });

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(body, JsonWire.WriterOptions);
        json.WriteStartObject();
        json.WriteStartArray("rdapConformance");
        json.WriteStringValue("rdap_level_0");
        json.WriteEndArray();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }
}
