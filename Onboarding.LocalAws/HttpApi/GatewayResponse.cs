using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.HttpApi.Cors;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>Writes what a client of the API gets, the gateway's own answers and those of functions.</summary>
internal readonly record struct GatewayResponse(AwsResponse Answer, CorsDefinition? Cors)
{
    public string RequestId => Answer.RequestId;

    private HttpResponse Http => Answer.Http.Response;

    public void SendPreflight()
    {
        Http.StatusCode = StatusCodes.Status204NoContent;
        CorsHeaders.AddPreflight(Cors!, Answer.Http);
    }

    public ValueTask SendAsync(GatewayAnswer answer, string? challenge = null)
    {
        // Without CORS headers a page could not even read why it was refused.
        if (Cors is not null)
        {
            CorsHeaders.AddResponse(Cors, Answer.Http);
        }

        if (challenge is not null)
        {
            Http.Headers.WWWAuthenticate = challenge;
        }

        return Answer.SendAsync(answer.Status, "application/json", answer.Body);
    }

    /// <param name="format">What the function was asked in; 1.0 infers nothing.</param>
    public ValueTask SendAsync(IntegrationAnswer answer, PayloadFormat format) => answer.Outcome switch
    {
        IntegrationOutcome.Returned => ProxyResponseReader.Read(answer.Payload, format) is { } proxy
            ? SendAsync(proxy)
            : SendAsync(GatewayAnswer.InternalServerError),
        IntegrationOutcome.Failed => SendAsync(GatewayAnswer.InternalServerError),
        IntegrationOutcome.Throttled or IntegrationOutcome.HostStopping => SendAsync(GatewayAnswer.ServiceUnavailable),
        IntegrationOutcome.EventTooLarge => SendAsync(GatewayAnswer.TooLarge),
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
            CorsHeaders.AddResponse(Cors, Answer.Http);
        }
        // HTTP allows these two no body; a function that gives one is not worth a failed response.
        if (proxy.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        Http.ContentLength = proxy.Body.Length;
        if (!proxy.Body.IsEmpty && !HttpMethods.IsHead(Answer.Http.Request.Method))
        {
            await Http.BodyWriter.WriteAsync(proxy.Body, Answer.Http.RequestAborted);
        }
    }

    // How the message is framed on this connection is the gateway's business, not the function's.
    private static bool IsFraming(string name) =>
        name.Equals("connection", StringComparison.OrdinalIgnoreCase)
        || name.Equals("content-length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase)
        || name.Equals("apigw-requestid", StringComparison.OrdinalIgnoreCase);
}
