using System.Collections.Concurrent;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>
/// Asks a function, and remembers its answer by the values of the identity sources
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html). What is remembered is
/// the answer, not the verdict: one IAM policy may allow one route and deny another, while a simple answer holds for
/// every route of the authorizer.
/// </summary>
internal sealed class LambdaAuthorizer(
    LambdaAuthorizerDefinition definition, IHttpApiIntegration integration, AwsScope scope, TimeProvider time)
    : IAuthorizer
{
    /// <summary>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    // Beyond this many identities the cache starts over: asking again is only slower.
    private const int CachedMax = 10_000;

    private readonly ConcurrentDictionary<string, (ReadOnlyMemory<byte> Answer, long Since)> _cache =
        new(StringComparer.Ordinal);

    public async ValueTask<Authorization> AuthorizeAsync(GatewayRequest request, CancellationToken stop)
    {
        var identity = new List<string>(definition.IdentitySources.Count);
        foreach (var source in definition.IdentitySources)
        {
            if (source.Read(request) is not { } value)
            {
                return Authorization.Unauthorized;
            }

            identity.Add(value);
        }

        var routeArn = AuthorizerEventWriter.RouteArn(request, scope);
        var key = string.Join('\n', identity);
        if (Cached(key) is { } response)
        {
            return Judge(response, routeArn);
        }

        var payload = definition.PayloadFormat == PayloadFormat.Version1
            ? AuthorizerEvent1Writer.Write(request, routeArn, identity)
            : AuthorizerEventWriter.Write(request, routeArn, identity);
        var fresh = await AskAsync(payload, stop);
        if (fresh.Outcome == IntegrationOutcome.HostStopping)
        {
            return Authorization.HostStopping;
        }

        if (fresh.Outcome != IntegrationOutcome.Returned)
        {
            return Authorization.Failed;
        }

        var verdict = Judge(fresh.Payload, routeArn);
        if (verdict != Authorization.Failed && definition.CacheTime > TimeSpan.Zero)
        {
            Remember(key, fresh.Payload);
        }

        return verdict;
    }

    private Authorization Judge(ReadOnlyMemory<byte> response, string routeArn) =>
        AuthorizerResponseReader.Read(response, definition.GivesSimpleResponses, routeArn) ?? Authorization.Failed;

    private ReadOnlyMemory<byte>? Cached(string key)
    {
        if (_cache.TryGetValue(key, out var entry) && time.GetElapsedTime(entry.Since) < definition.CacheTime)
        {
            return entry.Answer;
        }

        return null;
    }

    private void Remember(string key, ReadOnlyMemory<byte> response)
    {
        if (_cache.Count >= CachedMax)
        {
            _cache.Clear();
        }

        _cache[key] = (response.ToArray(), time.GetTimestamp());
    }

    private async ValueTask<IntegrationResult> AskAsync(ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            return await integration.InvokeAsync(definition.FunctionName, payload, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            // A slow authorizer is a failed one.
            return new IntegrationResult(IntegrationOutcome.Failed);
        }
    }
}
