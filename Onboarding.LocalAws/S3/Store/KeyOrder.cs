namespace Onboarding.LocalAws.S3.Store;

/// <summary>
/// S3 lists keys in the order of their UTF-8 bytes. UTF-16 order differs where surrogates (U+10000 and above) meet
/// U+E000–U+FFFF.
/// </summary>
internal sealed class KeyOrder : IComparer<string>
{
    public static KeyOrder Instance { get; } = new();

    /// <summary>
    /// Behind every key: the largest character more often than a key of 1,024 bytes can hold it. Appended to a
    /// prefix it is behind every key with that prefix.
    /// </summary>
    public static string Last { get; } = string.Concat(Enumerable.Repeat("\U0010FFFF", 257));

    public int Compare(string? x, string? y)
    {
        var a = x.AsSpan();
        var b = y.AsSpan();
        var common = a.CommonPrefixLength(b);
        if (common == a.Length || common == b.Length)
        {
            return a.Length - b.Length;
        }

        var (left, right) = (a[common], b[common]);
        return char.IsSurrogate(left) == char.IsSurrogate(right)
            ? left - right
            : char.IsSurrogate(left) ? 1 : -1;
    }
}
