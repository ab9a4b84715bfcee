namespace Onboarding.LocalAws.HttpApi;

/// <summary>What a function's answer becomes on the wire.</summary>
internal sealed record ProxyResponse(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>In the order of the function's answer; names as it wrote them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>More values for names that <see cref="Headers"/> has, each a header line of its own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> FurtherValues { get; init; } = [];

    /// <summary>Each becomes a Set-Cookie header of its own.</summary>
    public IReadOnlyList<string> Cookies { get; init; } = [];
}
