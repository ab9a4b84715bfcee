using System.Diagnostics;
using System.Net;
using Amazon.Runtime;

namespace Onboarding.Functions.Aws;

/// <summary>
/// HTTP for the SDK that sends the context of the call's own span.
/// </summary>
/// <remarks>
/// .NET's HttpClient makes an activity per request as soon as one is current, listener or not, and sends its id. That
/// activity is not exported here, so the server's span would be the child of a span that no trace has. It is switched
/// off, and the context of the span that <see cref="CallTracing"/> opened is sent instead. The header is added behind
/// the signature, which does not cover it.
/// </remarks>
internal sealed class TraceContextHttpClientFactory : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var transport = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            // Connections are renewed, so that a service's new addresses are found.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        var client = new HttpClient(new TraceContextHandler(transport));
        if (clientConfig.Timeout is { } timeout)
        {
            client.Timeout = timeout;
        }

        return client;
    }

    private sealed class TraceContextHandler(HttpMessageHandler transport) : DelegatingHandler(transport)
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken stop)
        {
            if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } span)
            {
                request.Headers.TryAddWithoutValidation("traceparent", id);
                if (span.TraceStateString is { Length: > 0 } state)
                {
                    request.Headers.TryAddWithoutValidation("tracestate", state);
                }
            }

            return base.SendAsync(request, stop);
        }
    }
}
