using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Onboarding.Functions.Randomness;

namespace Onboarding.Functions.AuthorizeApiKey;

/// <summary>
/// A key as its owner holds it: <c>onb_3f9c01d2ab47_5d0c…</c>, the prefix that secret scanners look for, 48 bits that
/// name the key and may be shown, and 160 random bits that may not.
/// </summary>
/// <remarks>
/// The part that names the key finds its item, so that the secret is compared in constant time with one stored hash
/// and never looked up. One round of SHA-256 is enough: 160 random bits cannot be guessed, unlike a password.
/// </remarks>
public sealed class ApiKey
{
    private const string Prefix = "onb_";
    private const int KeyIdBytes = 6;
    private const int SecretBytes = 20;
    private const int TextLength = 4 + (2 * KeyIdBytes) + 1 + (2 * SecretBytes);
    private const int SeparatorIndex = 4 + (2 * KeyIdBytes);

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private ApiKey(string text)
    {
        Text = text;
        KeyId = text[Prefix.Length..SeparatorIndex];
        Hash = SHA256.HashData(Encoding.ASCII.GetBytes(text));
    }

    /// <summary>The whole key. Shown once, stored nowhere.</summary>
    public string Text { get; }

    public string KeyId { get; }

    /// <summary>SHA-256 of the whole key: what is stored.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>A new key, as hard to guess as <paramref name="random"/> is.</summary>
    public static ApiKey Mint(RandomSource random) => new(
        $"{Prefix}{Convert.ToHexStringLower(random.Bytes(KeyIdBytes))}"
        + $"_{Convert.ToHexStringLower(random.Bytes(SecretBytes))}");

    /// <summary>False for what <see cref="Mint"/> could not have made: no need to look at the table.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiKey? key)
    {
        key = null;
        if (text is not { Length: TextLength } || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = text.AsSpan(Prefix.Length);
        if (rest[2 * KeyIdBytes] != '_')
        {
            return false;
        }

        if (!IsHex(rest[..(2 * KeyIdBytes)]) || !IsHex(rest[((2 * KeyIdBytes) + 1)..]))
        {
            return false;
        }

        key = new ApiKey(text);
        return true;
    }

    /// <summary>The key without its secret, which a log that prints a key by accident must not have.</summary>
    public override string ToString() => $"{Prefix}{KeyId}_…";

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(HexDigits);
}
