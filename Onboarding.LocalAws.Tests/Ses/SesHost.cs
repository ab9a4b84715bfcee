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

    /// <summary>The answer of a request that must succeed.</summary>
    public static async Task<JsonElement> SesOkAsync(
        this TestHost host, HttpMethod method, string path, string? body = null)
    {
        var (status, _, answer) = await host.SesAsync(method, path, body);
        Assert.True(status == HttpStatusCode.OK, $"{method} {path} answered {answer}");
        return answer;
    }

    /// <summary>The error of a request that must fail, as <c>429 Code: text</c>.</summary>
    public static async Task<string> SesFaultAsync(
        this TestHost host, HttpMethod method, string path, string? body = null)
    {
        var (status, type, answer) = await host.SesAsync(method, path, body);
        return $"{(int)status} {type}: {answer.GetProperty("message").GetString()}";
    }

    /// <summary>What sending a mail to someone is refused with.</summary>
    public static Task<string> SendFaultAsync(this TestHost host, string to) =>
        host.SesFaultAsync(HttpMethod.Post, "outbound-emails", Simple(to));

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
