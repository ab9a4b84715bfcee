using System.Net;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Ses;

/// <summary>SES v2 as a client of the wire sees it: no SDK package for it is on the feed.</summary>
internal static class SesHost
{
    public static async Task<(HttpStatusCode Status, string ErrorType, JsonElement Body)> SesAsync(
        this TestHost host, HttpMethod method, string path, string? body = null)
    {
        using var response = await host.SendSignedAsync("ses", method, "/v2/email/" + path, body);
        var text = await response.Content.ReadAsStringAsync();
        var errorType = response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.Single() : "";
        return (response.StatusCode, errorType, JsonDocument.Parse(text).RootElement);
    }

    public static async Task VerifyAsync(this TestHost host, string identity)
    {
        var (status, _, _) = await host.SesAsync(
            HttpMethod.Post, "identities", $$"""{"EmailIdentity":"{{identity}}"}""");
        Assert.Equal(HttpStatusCode.OK, status);
    }

    public static async Task<string> SendMailAsync(
        this TestHost host, string to, string subject = "Welcome", string content = """{"Text":{"Data":"Hello"}}""")
    {
        var (status, _, body) = await host.SesAsync(HttpMethod.Post, "outbound-emails", Simple(to, subject, content));
        Assert.Equal(HttpStatusCode.OK, status);
        return body.GetProperty("MessageId").GetString()!;
    }

    public static string Simple(
        string to, string subject = "Welcome", string content = """{"Text":{"Data":"Hello"}}""") =>
        "{\"FromEmailAddress\":\"Onboarding <hello@example.com>\",\"Destination\":{\"ToAddresses\":["
        + $"{JsonSerializer.Serialize(to)}]}},\"Content\":{{\"Simple\":{{\"Subject\":{{\"Data\":"
        + $"{JsonSerializer.Serialize(subject)}}},\"Body\":{content}}}}}}}";

    public static string Raw(byte[] message) =>
        "{\"Content\":{\"Raw\":{\"Data\":\"" + Convert.ToBase64String(message) + "\"}}}";
}
