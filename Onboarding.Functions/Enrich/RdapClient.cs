using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Onboarding.Functions.Caching;
using Onboarding.ServiceDefaults.Tracing;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Onboarding.Functions.Enrich;

/// <summary>
/// Looks a domain up over RDAP (RFC 9082: <c>GET {base}/domain/{name}</c>), with a time limit per try, repetition with
/// growing, jittered delays on timeouts, 429 and 5xx, and a cache of both answers.
/// </summary>
internal sealed class RdapClient : IDisposable
{
    private const int CacheCapacity = 10_000;
    private const int AnswerBytesMax = 1024 * 1024;

    // A name has at most so many levels that are worth asking for; the limit bounds what one address may cost.
    private const int LevelsMax = 4;
    private static readonly TimeSpan RegisteredLifetime = TimeSpan.FromHours(12);

    // Short: somebody may register a domain and then sign up with it.
    private static readonly TimeSpan UnregisteredLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;
    private readonly Uri _base;
    private readonly ActivitySource _source;
    private readonly ExpiringCache<DomainFacts?> _cache;
    private readonly ResiliencePipeline _resilience;

    public RdapClient(Uri baseUri, ActivitySource source, TimeProvider clock)
    {
        _base = new Uri(baseUri.AbsoluteUri.TrimEnd('/') + "/");
        _source = source;
        _cache = new ExpiringCache<DomainFacts?>(CacheCapacity, clock);
        // rdap.org answers with a redirect to the registry that knows.
        var handler = new SocketsHttpHandler
        {
            MaxAutomaticRedirections = 5,
            // Registries are strangers: our trace is none of their business.
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _http = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/rdap+json");
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        _resilience = Resilience(clock);
    }

    /// <summary>
    /// What the registry knows of the domain, or null when neither it nor a domain above it is registered: mail is
    /// often received below the registered name (<c>mail.example.co.uk</c>). Top-level domains are not asked for.
    /// </summary>
    /// <exception cref="RdapUnavailableException">No usable answer after all tries.</exception>
    public async Task<DomainFacts?> FindAsync(string domain, CancellationToken cancellationToken)
    {
        if (_cache.TryGet(domain, out DomainFacts? known))
        {
            return known;
        }

        string name = domain;
        DomainFacts? facts = null;
        for (int level = 0; level < LevelsMax && facts is null && name.Contains('.'); level++)
        {
            facts = await AskAsync(name, cancellationToken);
            name = name[(name.IndexOf('.') + 1)..];
        }

        _cache.Set(domain, facts, facts is null ? UnregisteredLifetime : RegisteredLifetime);
        return facts;
    }

    public void Dispose() => _http.Dispose();

    private static ResiliencePipeline Resilience(TimeProvider clock) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder()
                    .Handle<RdapUnavailableException>()
                    .Handle<HttpRequestException>()
                    .Handle<TimeoutRejectedException>(),
                MaxRetryAttempts = 3,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(2),
                UseJitter = true,
            })
            .AddTimeout(TimeSpan.FromSeconds(3))
            .Build();

    private async Task<DomainFacts?> AskAsync(string name, CancellationToken cancellationToken)
    {
        using Activity? span = _source.StartActivity("GET /domain/{name}", ActivityKind.Client);
        span?.SetTag(SemanticConventions.Http.RequestMethod, "GET");
        span?.SetTag(SemanticConventions.ServerAddress, _base.Host);
        span?.SetTag(SemanticConventions.ServerPort, _base.Port);
        span?.SetTag(SemanticConventions.Http.UrlTemplate, "/domain/{name}");
        try
        {
            return await _resilience.ExecuteAsync(
                static async (state, token) => await state.Client.TryAskAsync(state.Name, state.Span, token),
                (Client: this, Name: name, Span: span), cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException)
        {
            span.RecordFault(exception);
            throw new RdapUnavailableException("The RDAP service cannot be reached.", exception);
        }
        catch (RdapUnavailableException exception)
        {
            span.RecordFault(exception);
            throw;
        }
    }

    private async Task<DomainFacts?> TryAskAsync(string name, Activity? span, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.GetAsync(
            new Uri(_base, "domain/" + Uri.EscapeDataString(name)), cancellationToken);
        span?.SetTag(SemanticConventions.Http.StatusCode, (int)response.StatusCode);
        switch (response.StatusCode)
        {
            // 400 means "no such kind of name" (RFC 7480 §5.4); our own check has passed, so it is final as well.
            case HttpStatusCode.NotFound or HttpStatusCode.BadRequest:
                return null;
            case HttpStatusCode.OK:
                byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                return ReadFacts(answer, name);
            default:
                throw new RdapUnavailableException($"The RDAP service answered {(int)response.StatusCode}.");
        }
    }

    private static DomainFacts ReadFacts(ReadOnlyMemory<byte> answer, string name)
    {
        try
        {
            return DomainFacts.Parse(answer, name);
        }
        catch (JsonException exception)
        {
            throw new RdapUnavailableException("The RDAP service answered something that is not RDAP.", exception);
        }
    }
}
