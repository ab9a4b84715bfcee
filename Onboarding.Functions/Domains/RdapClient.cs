using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Onboarding.Functions.Caching;
using Onboarding.Functions.Randomness;
using Onboarding.ServiceDefaults.Tracing;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Onboarding.Functions.Domains;

/// <summary>
/// Looks a domain up over RDAP (RFC 9082: <c>GET {base}/domain/{name}</c>). It always has an answer within the time it
/// is given: when no registry can be asked, or what it says is refused, the domain is unverified
/// (docs/adr/0017-an-outage-of-rdap-does-not-block-onboarding.md).
/// </summary>
internal sealed class RdapClient : IDisposable
{
    // An entry has at most 24 statuses of 64 characters: about 4 KB, and 8 MB in all.
    private const int CacheCapacity = 2_000;

    // A name has at most so many levels that are worth asking for; the limit bounds what one address may cost.
    private const int LevelsMax = 4;

    private const string AnyTopLevelDomain = "";

    /// <summary>For all levels of a name together.</summary>
    private static readonly TimeSpan LookupTimeMax = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RegisteredLifetime = TimeSpan.FromHours(12);

    // Short: a user may register a domain and then sign up with it.
    private static readonly TimeSpan UnregisteredLifetime = TimeSpan.FromMinutes(5);

    // Long enough not to fetch a poisonous answer for every user of a domain, short enough to see it mended.
    private static readonly TimeSpan RefusedLifetime = TimeSpan.FromMinutes(1);

    // RFC 7480 §5.5 leaves Retry-After to the server; without one, and above the limit, we choose.
    private static readonly TimeSpan QuietDefault = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan QuietMax = TimeSpan.FromMinutes(5);

    private readonly Uri _base;
    private readonly ActivitySource _source;
    private readonly TimeProvider _time;
    private readonly RdapTransport _transport;
    private readonly RdapCircuits _circuits;
    private readonly ExpiringCache<DomainLookup> _lookups;

    /// <summary>Top-level domains whose registry asked us to stay away.</summary>
    private readonly ExpiringCache<bool> _quiet;

    public RdapClient(Uri baseUri, ActivitySource source, TimeProvider time, RandomSource random)
    {
        _base = new Uri(baseUri.AbsoluteUri.TrimEnd('/') + "/");
        _source = source;
        _time = time;
        _transport = new RdapTransport(_base, time);
        _circuits = new RdapCircuits(time, random);
        _lookups = new ExpiringCache<DomainLookup>(CacheCapacity, time);
        _quiet = new ExpiringCache<bool>(CacheCapacity, time);
    }

    /// <summary>
    /// What the registry knows of the domain, or of a domain above it: mail is often received below the registered
    /// name (<c>mail.example.co.uk</c>). Top-level domains are not asked for.
    /// </summary>
    /// <param name="patience">How long the caller can wait; nothing is asked for without any.</param>
    public async Task<DomainLookup> FindAsync(string domain, TimeSpan patience, CancellationToken stop)
    {
        if (_lookups.TryGet(domain, out var known))
        {
            return known;
        }

        if (patience <= TimeSpan.Zero)
        {
            return new DomainLookup.Unverified(DomainLookup.Unverified.OutOfTime);
        }

        using var limit = new CancellationTokenSource(patience < LookupTimeMax ? patience : LookupTimeMax, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            var lookup = await AskUpwardsAsync(domain, either.Token);
            Remember(domain, lookup);
            return lookup;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new DomainLookup.Unverified(DomainLookup.Unverified.OutOfTime);
        }
    }

    public void Dispose() => _transport.Dispose();

    private async Task<DomainLookup> AskUpwardsAsync(string domain, CancellationToken stop)
    {
        DomainLookup lookup = new DomainLookup.NotRegistered();
        var name = domain;
        for (var level = 0; level < LevelsMax && name.Contains('.') && lookup is DomainLookup.NotRegistered; level++)
        {
            lookup = await AskAsync(name, stop);
            name = name[(name.IndexOf('.') + 1)..];
        }

        return lookup;
    }

    private void Remember(string domain, DomainLookup lookup)
    {
        switch (lookup)
        {
            case DomainLookup.Registered:
                _lookups.Set(domain, lookup, RegisteredLifetime);
                break;
            case DomainLookup.NotRegistered:
                _lookups.Set(domain, lookup, UnregisteredLifetime);
                break;
            case DomainLookup.Unverified { Cause: DomainLookup.Unverified.ResponseRefused }:
                _lookups.Set(domain, lookup, RefusedLifetime);
                break;
            case DomainLookup.Unverified:
                // Circuits and quiet times remember outages.
                break;
            default:
                throw new UnreachableException();
        }
    }

    private async Task<DomainLookup> AskAsync(string name, CancellationToken stop)
    {
        var topLevelDomain = name[(name.LastIndexOf('.') + 1)..];
        if (_quiet.TryGet(topLevelDomain, out _) || _quiet.TryGet(AnyTopLevelDomain, out _))
        {
            return new DomainLookup.Unverified(DomainLookup.Unverified.Throttled);
        }

        using var span = _source.StartActivity("GET /domain/{name}", ActivityKind.Client);
        span?.SetTag(SemanticConventions.Http.RequestMethod, "GET");
        span?.SetTag(SemanticConventions.ServerAddress, _base.Host);
        span?.SetTag(SemanticConventions.ServerPort, _base.Port);
        span?.SetTag(SemanticConventions.Http.UrlTemplate, "/domain/{name}");
        try
        {
            return await _circuits.For(topLevelDomain).ExecuteAsync(
                static async (state, token) => await state.Client.TryAskAsync(state.Name, state.Span, token),
                (Client: this, Name: name, Span: span), stop);
        }
        catch (Exception exception) when (IsRefused(exception))
        {
            span.RecordFault(exception);
            return new DomainLookup.Unverified(DomainLookup.Unverified.ResponseRefused);
        }
        catch (Exception exception) when (
            exception is RdapUnavailableException or HttpRequestException or TimeoutRejectedException
                or BrokenCircuitException)
        {
            span.RecordFault(exception);
            return new DomainLookup.Unverified(DomainLookup.Unverified.Unavailable);
        }
    }

    /// <summary>The HTTP client wraps what is thrown while it connects.</summary>
    private static bool IsRefused(Exception exception) =>
        exception is RdapRefusedException or HttpRequestException { InnerException: RdapRefusedException };

    private async Task<DomainLookup> TryAskAsync(string name, Activity? span, CancellationToken stop)
    {
        var response = await _transport.GetAsync(new Uri(_base, "domain/" + Uri.EscapeDataString(name)), stop);
        span?.SetTag(SemanticConventions.Http.StatusCode, (int)response.Status);
        switch (response.Status)
        {
            // 400 means "no such kind of name" (RFC 7480 §5.4); our own check has passed, so it is final as well.
            case HttpStatusCode.NotFound or HttpStatusCode.BadRequest:
                return new DomainLookup.NotRegistered();
            case HttpStatusCode.OK:
                return new DomainLookup.Registered(ReadFacts(response.Body, name));
            case HttpStatusCode.TooManyRequests:
            case HttpStatusCode.ServiceUnavailable when response.RetryAfter is not null:
                KeepQuiet(name, response);
                return new DomainLookup.Unverified(DomainLookup.Unverified.Throttled);
            case >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout:
                throw new RdapUnavailableException($"The RDAP service answered {(int)response.Status}.");
            default:
                throw new RdapRefusedException($"The RDAP service answered {(int)response.Status}.");
        }
    }

    private void KeepQuiet(string name, RdapResponse response)
    {
        var wait = response.RetryAfter ?? QuietDefault;
        // The configured service itself, not the registry that it led us to, wants less of everything.
        var of = response.IsElsewhere ? name[(name.LastIndexOf('.') + 1)..] : AnyTopLevelDomain;
        _quiet.Set(of, true, wait < TimeSpan.Zero ? TimeSpan.Zero : wait < QuietMax ? wait : QuietMax);
    }

    private static DomainFacts ReadFacts(ReadOnlyMemory<byte> body, string name)
    {
        try
        {
            return DomainFacts.Parse(body, name);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The reader lets text through that is no UTF-8; reading it as a string is what fails.
            throw new RdapRefusedException("The RDAP service answered something that is not RDAP.", exception);
        }
    }
}
