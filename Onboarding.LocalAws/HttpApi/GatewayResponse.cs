using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.HttpApi.Cors;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>Writes what a client of the API gets: the gateway's own errors and the responses of functions.</summary>
internal readonly record struct GatewayResponse(AwsResponse Aws, CorsDefinition? Cors)
{
    public string RequestId => Aws.RequestId;

    private HttpResponse Http => Aws.Http.Response;

    public void SendPreflight()
    {
        Http.StatusCode = StatusCodes.Status204NoContent;
        CorsHeaders.AddPreflight(Cors!, Aws.Http);
    }

    public ValueTask SendAsync(GatewayError error, string? challenge = null)
    {
        // Without CORS headers a page could not even read why it was refused.
        if (Cors is not null)
        {
            CorsHeaders.AddResponse(Cors, Aws.Http);
        }

        if (challenge is not null)
        {
            Http.Headers.WWWAuthenticate = challenge;
        }

        return Aws.SendAsync(error.Status, "application/json", error.Body);
    }

    /// <param name="format">What the function was asked in; 1.0 infers nothing.</param>
    public ValueTask SendAsync(IntegrationResult result, PayloadFormat format) => result.Outcome switch
    {
        IntegrationOutcome.Returned => ProxyResponseReader.Read(result.Payload, format) is { } proxy
            ? SendAsync(proxy)
            : SendAsync(GatewayError.InternalServerError),
        IntegrationOutcome.Failed => SendAsync(GatewayError.InternalServerError),
        IntegrationOutcome.Throttled or IntegrationOutcome.HostStopping => SendAsync(GatewayError.ServiceUnavailable),
        IntegrationOutcome.EventTooLarge => SendAsync(GatewayError.TooLarge),
        _ => throw new UnreachableException(),
    };

    private async ValueTask SendAsync(ProxyResponse proxy)
    {
        Http.StatusCode = proxy.Status;
        foreach (var (name, value) in proxy.Headers)
        {
            if (!IsFraming(name) && !CorsHeaders.Overrules(Cors, name))
            {
                Http.Headers[name] = value;
            }
        }

        foreach (var (name, value) in proxy.FurtherValues)
        {
            if (!IsFraming(name) && !CorsHeaders.Overrules(Cors, name))
            {
                Http.Headers.Append(name, value);
            }
        }

        foreach (var cookie in proxy.Cookies)
        {
            Http.Headers.Append("set-cookie", cookie);
        }

        if (Cors is not null)
        {
            CorsHeaders.AddResponse(Cors, Aws.Http);
        }
        // HTTP allows these two no body; a function that gives one is not worth a failed response.
        if (proxy.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        Http.ContentLength = proxy.Body.Length;
        if (!proxy.Body.IsEmpty && !HttpMethods.IsHead(Aws.Http.Request.Method))
        {
            await Http.BodyWriter.WriteAsync(proxy.Body, Aws.Http.RequestAborted);
        }
    }

    // How the message is framed on this connection is the gateway's business, not the function's.
    private static bool IsFraming(string name) =>
        name.Equals("connection", StringComparison.OrdinalIgnoreCase)
        || name.Equals("content-length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase)
        || name.Equals("apigw-requestid", StringComparison.OrdinalIgnoreCase);
}
