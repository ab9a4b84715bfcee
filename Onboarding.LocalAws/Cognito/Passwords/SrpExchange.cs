using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Cognito.Passwords;

/// <summary>
/// The server's half of one SRP-6a sign-in: made by InitiateAuth, which sends B, and asked by RespondToAuthChallenge
/// whether the client's claim proves that it knows the password.
/// </summary>
internal sealed class SrpExchange
{
    /// <summary>Twice the strength of the hash; longer exponents only cost time.</summary>
    private const int ExponentBytes = 32;

    private static readonly byte[] DerivedKeyInfo = [.. "Caldera Derived Key"u8, 1];

    private readonly BigInteger _clientPublic;
    private readonly BigInteger _exponent;
    private readonly BigInteger _verifier;
    private byte[]? _key;

    private SrpExchange(BigInteger clientPublic, BigInteger exponent, BigInteger verifier)
    {
        _clientPublic = clientPublic;
        _exponent = exponent;
        _verifier = verifier;
        Public = ((SrpGroup.K * verifier) + BigInteger.ModPow(SrpGroup.G, exponent, SrpGroup.N)) % SrpGroup.N;
    }

    /// <summary>B, which is never 0: the chance is 2^-3072.</summary>
    public BigInteger Public { get; }

    /// <param name="clientPublic">A in hex.</param>
    /// <returns>
    /// False where A is no number, is too long, or is a multiple of N, which would make the key known.
    /// </returns>
    public static bool TryStart(
        string clientPublic, byte[] verifier, RandomSource random, [NotNullWhen(true)] out SrpExchange? exchange)
    {
        exchange = null;
        if (clientPublic.Length is 0 or > 2048 || !clientPublic.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        var a = SrpGroup.FromHex(clientPublic);
        if ((a % SrpGroup.N).IsZero)
        {
            return false;
        }

        var exponent = new byte[ExponentBytes];
        random.Fill(exponent);
        exchange = new SrpExchange(a, SrpGroup.FromBytes(exponent), SrpGroup.FromBytes(verifier));
        return true;
    }

    /// <summary>v = g^x mod N with x = H(PAD(salt) | H(poolName + userId + ":" + password))</summary>
    public static byte[] Verifier(string poolName, string userId, string password, byte[] salt)
    {
        var inner = SHA256.HashData(Encoding.UTF8.GetBytes($"{poolName}{userId}:{password}"));
        var x = SrpGroup.Hash(SrpGroup.Pad(SrpGroup.FromBytes(salt)), inner);
        return BigInteger.ModPow(SrpGroup.G, x, SrpGroup.N).ToByteArray(isUnsigned: true, isBigEndian: true);
    }

    /// <summary>Whether the client signed with the key that both sides agree on.</summary>
    public bool Accepts(SrpClaim claim)
    {
        byte[] signed =
        [
            .. Encoding.UTF8.GetBytes(claim.PoolName),
            .. Encoding.UTF8.GetBytes(claim.UserId),
            .. claim.SecretBlock,
            .. Encoding.UTF8.GetBytes(claim.Timestamp),
        ];
        return CryptographicOperations.FixedTimeEquals(
            HMACSHA256.HashData(_key ??= Key(), signed), claim.Signature);
    }

    /// <summary>S = (A · v^u)^b mod N, and the first 16 bytes of an HKDF of it.</summary>
    private byte[] Key()
    {
        var u = SrpGroup.Hash(SrpGroup.Pad(_clientPublic), SrpGroup.Pad(Public));
        var shared = BigInteger.ModPow(
            _clientPublic * BigInteger.ModPow(_verifier, u, SrpGroup.N), _exponent, SrpGroup.N);
        var prk = HMACSHA256.HashData(SrpGroup.Pad(u), SrpGroup.Pad(shared));
        return HMACSHA256.HashData(prk, DerivedKeyInfo)[..16];
    }
}

/// <summary>What a PASSWORD_VERIFIER answer claims.</summary>
/// <param name="Timestamp">As the client wrote it: <c>Fri Nov 20 12:00:00 UTC 2026</c>.</param>
/// <param name="Signature">HMAC-SHA256 over the other members with the shared key.</param>
internal sealed record SrpClaim(
    string PoolName, string UserId, byte[] SecretBlock, string Timestamp, byte[] Signature);
