using System.Net;
using System.Net.Sockets;

namespace Onboarding.Functions.Domains;

/// <summary>One answer of a registry.</summary>
/// <param name="Body">Empty unless the status is 200.</param>
/// <param name="IsElsewhere">Another server answered than the one that was configured.</param>
internal sealed record RdapResponse(
    HttpStatusCode Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter, bool IsElsewhere);

/// <summary>
/// GETs from a registry, within limits. The configured service is trusted with its address, wherever it is; rdap.org
/// answers with a redirect to the registry that knows, and a redirect is untrusted input. So redirects are few and
/// lead only back to the configured server or to HTTPS on its own port at a public address: no response makes the
/// function call the metadata service or another address of our network (server-side request forgery).
/// </summary>
internal sealed class RdapTransport : IDisposable
{
    /// <summary>Answers have 2 to 50 KB.</summary>
    private const int BodySizeBytesMax = 256 * 1024;

    private const int RedirectsMax = 3;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    private readonly Uri _base;
    private readonly TimeProvider _time;
    private readonly HttpClient _configured;
    private readonly HttpClient _strangers;

    public RdapTransport(Uri baseUri, TimeProvider time)
    {
        _base = baseUri;
        _time = time;
        _configured = Client(Handler());
        var guarded = Handler();
        guarded.ConnectCallback = ConnectAsync;
        _strangers = Client(guarded);
    }

    /// <exception cref="RdapRefusedException">The answer is too large, or leads where we do not go.</exception>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public async Task<RdapResponse> GetAsync(Uri address, CancellationToken stop)
    {
        var current = address;
        for (var redirects = 0; redirects <= RedirectsMax; redirects++)
        {
            var isElsewhere = !IsConfigured(current);
            using var response = await (isElsewhere ? _strangers : _configured).GetAsync(
                current, HttpCompletionOption.ResponseHeadersRead, stop);
            if (!IsRedirect(response.StatusCode))
            {
                return new RdapResponse(
                    response.StatusCode, await ReadAsync(response, stop), RetryAfter(response), isElsewhere);
            }

            current = Follow(current, response.Headers.Location);
        }

        throw new RdapRefusedException($"The registry redirects more than {RedirectsMax} times.");
    }

    public void Dispose()
    {
        _configured.Dispose();
        _strangers.Dispose();
    }

    private static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // Registries are strangers: our trace is none of their business.
        ActivityHeadersPropagator = null,
        ConnectTimeout = ConnectTimeout,
        // What is not read is not waited for either.
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private static HttpClient Client(SocketsHttpHandler handler)
    {
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Accept.ParseAdd("application/rdap+json");
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        return client;
    }

    private static bool IsRedirect(HttpStatusCode status) =>
        (int)status is 301 or 302 or 303 or 307 or 308;

    private bool IsConfigured(Uri address) =>
        address.Scheme == _base.Scheme && address.Authority == _base.Authority;

    private Uri Follow(Uri from, Uri? location)
    {
        var target = location is null ? null : new Uri(from, location);
        var isAllowed = target is not null && target.UserInfo.Length == 0
            && (IsConfigured(target)
                || (target.Scheme == Uri.UriSchemeHttps && target.IsDefaultPort
                    && target.HostNameType == UriHostNameType.Dns));
        return isAllowed ? target! : throw new RdapRefusedException("The registry redirects to where we do not go.");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken stop)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        try
        {
            await response.Content.LoadIntoBufferAsync(BodySizeBytesMax, stop);
        }
        catch (HttpRequestException exception)
            when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new RdapRefusedException($"The answer is larger than {BodySizeBytesMax} bytes.", exception);
        }

        return await response.Content.ReadAsByteArrayAsync(stop);
    }

    /// <summary>Both forms occur: seconds, and a date (RFC 9110 §10.2.3).</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - _time.GetUtcNow() : null;

    /// <summary>Connects to a public address of the host, so that a name cannot stand for an address of ours.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var endpoint = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(endpoint.Host, stop);
        // Through a proxy, which is ours, the endpoint is the proxy; it connects for us and sees no address here.
        var isProxy = endpoint.Host != context.InitialRequestMessage.RequestUri?.IdnHost;
        var allowed = isProxy ? addresses : Array.FindAll(addresses, PublicAddress.Is);
        if (allowed.Length == 0)
        {
            throw new RdapRefusedException("The registry redirects to an address that is not public.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, endpoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
