using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Onboarding.Functions.Randomness;

namespace Onboarding.Functions.Tenants.Invitations;

/// <summary>
/// What an invited person shows at the sign-up: <c>inv_</c> and 160 random bits in hexadecimal digits. Only the hash
/// is stored. As the code is random, a fast hash is as good as a slow one, and as the hash is the key under which the
/// table is asked, nothing compares a secret byte by byte.
/// </summary>
internal sealed class InvitationCode
{
    private const string Prefix = "inv_";
    private const int SecretBytes = 20;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private InvitationCode(string text)
    {
        Text = text;
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
    }

    /// <summary>The code. Shown once, stored nowhere.</summary>
    public string Text { get; }

    public string Hash { get; }

    /// <summary>A new code, as hard to guess as <paramref name="random"/> is.</summary>
    public static InvitationCode Mint(RandomSource random) =>
        new(Prefix + Convert.ToHexStringLower(random.Bytes(SecretBytes)));

    /// <summary>False for what <see cref="Mint"/> could not have made: no need to look at the table.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out InvitationCode? code)
    {
        // A code that was copied out of a mail may bring a space along.
        var trimmed = text?.Trim();
        code = trimmed is { Length: 4 + (2 * SecretBytes) } && trimmed.StartsWith(Prefix, StringComparison.Ordinal)
            && !trimmed.AsSpan(Prefix.Length).ContainsAnyExcept(HexDigits)
            ? new InvitationCode(trimmed)
            : null;
        return code is not null;
    }

    /// <summary>Without the secret, which a log that prints a code by accident must not have.</summary>
    public override string ToString() => Prefix + "…";
}
