using System.Buffers;
using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// The names under which this machine may be called: the loopback addresses, <c>localhost</c>, everything below it,
/// and what the person who started the host has allowed. No stranger can own one of them: <c>localhost</c> is in no
/// DNS (https://www.rfc-editor.org/rfc/rfc6761#section-6.3), and an address is looked up nowhere.
/// </summary>
internal sealed class OwnHosts
{
    private const string Below = ".localhost";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private readonly FrozenSet<string> _allowed;

    /// <param name="allowed">Names and addresses, each good for <see cref="IsName"/>.</param>
    public OwnHosts(IEnumerable<string> allowed) =>
        _allowed = allowed.Select(Canonical).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A host's name or address, without port, brackets or wildcard.</summary>
    public static bool IsName(string name) =>
        Ascii.IsValid(name) && Uri.CheckHostName(name) != UriHostNameType.Unknown;

    /// <param name="authority">A host with or without a port: <c>localhost:4566</c>, <c>[::1]</c>.</param>
    public bool Contains(ReadOnlySpan<char> authority)
    {
        var host = HostOf(authority);
        return IsLoopback(host) || IsAllowed(host);
    }

    /// <summary>The same without what was allowed: a name in the DNS, which has neighbours.</summary>
    public static bool IsLoopbackAuthority(ReadOnlySpan<char> authority) => IsLoopback(HostOf(authority));

    /// <param name="origin">For example <c>http://localhost:5173</c>; <c>null</c> is an opaque origin.</param>
    public bool ContainsOrigin(ReadOnlySpan<char> origin) => Contains(AuthorityOf(origin));

    /// <summary>What stands behind the scheme of an origin; empty where there is no scheme.</summary>
    public static ReadOnlySpan<char> AuthorityOf(ReadOnlySpan<char> origin)
    {
        const string separator = "://";
        var scheme = origin.IndexOf(separator, StringComparison.Ordinal);
        return scheme <= 0 ? default : origin[(scheme + separator.Length)..];
    }

    private static bool IsLoopback(ReadOnlySpan<char> host)
    {
        // What nearly every request has comes first, and costs a comparison.
        if (host.SequenceEqual("127.0.0.1") || host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return host.EndsWith(Below, StringComparison.OrdinalIgnoreCase)
            ? Uri.CheckHostName(host.ToString()) == UriHostNameType.Dns
            : IPAddress.TryParse(host, out var address)
                && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
    }

    private bool IsAllowed(ReadOnlySpan<char> host) =>
        _allowed.Count > 0 && !host.IsEmpty && _allowed.Contains(Canonical(host.ToString()));

    /// <summary>Without port, brackets and the dot that ends an absolute name; empty where it is no host.</summary>
    private static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> authority)
    {
        var bracket = authority.StartsWith('[') ? authority.IndexOf(']') : -1;
        var end = bracket < 0 ? authority.IndexOf(':') : bracket + 1;
        var port = end < 0 ? default : authority[end..];
        if (port.Length > 0 && (port[0] != ':' || port[1..].ContainsAnyExcept(Digits)))
        {
            return default;
        }

        var host = end < 0 ? authority : authority[..end];
        return bracket < 0 ? host.EndsWith('.') ? host[..^1] : host : host[1..^1];
    }

    private static string Canonical(string host) =>
        IPAddress.TryParse(host, out var address) ? address.ToString() : host.TrimEnd('.');
}
