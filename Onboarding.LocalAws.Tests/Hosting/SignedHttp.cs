using System.Text;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>Raw requests, signed as root or another principal: for what no SDK on the feed can send.</summary>
internal static class SignedHttp
{
    public static Task<HttpResponseMessage> SendSignedAsync(
        this TestHost host,
        string service,
        HttpMethod method,
        string path,
        string? body = null,
        params string[] headers) =>
        host.SendSignedAsync(service, method, path, body is null ? [] : Encoding.UTF8.GetBytes(body), headers);

    public static Task<HttpResponseMessage> SendSignedAsync(
        this TestHost host, string service, HttpMethod method, string path, byte[] body, params string[] headers) =>
        host.SendSignedAsync(host.Services.Credentials.Root, service, method, path, body, headers);

    /// <param name="path">Path and query, encoded.</param>
    /// <param name="headers"><c>Name: value</c> each; signed where AWS wants it.</param>
    public static async Task<HttpResponseMessage> SendSignedAsync(
        this TestHost host,
        Credential credential,
        string service,
        HttpMethod method,
        string path,
        byte[] body,
        params string[] headers)
    {
        using var message = new HttpRequestMessage(method, new Uri(host.Url + path));
        if (body.Length > 0)
        {
            message.Content = new ByteArrayContent(body);
        }

        foreach (var header in headers)
        {
            var parts = header.Split(": ", 2);
            if (!message.Headers.TryAddWithoutValidation(parts[0], parts[1]))
            {
                message.Content!.Headers.TryAddWithoutValidation(parts[0], parts[1]);
            }
        }

        var services = host.Services;
        new SigV4Signer(credential, services.Scope.Region, services.Time).Sign(message, body, service);
        return await host.Http.SendAsync(message);
    }
}
