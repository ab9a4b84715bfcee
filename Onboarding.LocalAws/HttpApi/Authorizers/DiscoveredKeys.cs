using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>
/// Keys through OpenID discovery: `{issuer}/.well-known/openid-configuration` names the `jwks_uri`. Time and size
/// limits are API Gateway's (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).
/// </summary>
internal sealed partial class DiscoveredKeys(TimeProvider time, ILogger<DiscoveredKeys> logger)
    : IJsonWebKeySource, IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMilliseconds(1500);
    private const int SizeBytesMax = 150_000;

    // Most stacks have no JWT authorizer and never pay for it.
    private readonly Lazy<HttpClient> _http = new(() => new HttpClient());

    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string issuer, CancellationToken stop)
    {
        try
        {
            var discovery = $"{issuer.TrimEnd('/')}/.well-known/openid-configuration";
            var configuration = await ReadAsync(new Uri(discovery), stop);
            using var document = JsonDocument.Parse(configuration);
            return await ReadAsync(new Uri(document.RootElement.GetProperty("jwks_uri").GetString()!), stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested && e is HttpRequestException or JsonException
            or UriFormatException or KeyNotFoundException or InvalidOperationException or OperationCanceledException)
        {
            LogUnavailable(logger, e, issuer);
            return null;
        }
    }

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private async Task<byte[]> ReadAsync(Uri address, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        using var response =
            await _http.Value.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(SizeBytesMax, either.Token);
        return await response.Content.ReadAsByteArrayAsync(either.Token);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of issuer {Issuer} are not available")]
    private static partial void LogUnavailable(ILogger logger, Exception exception, string issuer);
}
