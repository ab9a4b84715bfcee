using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>
/// A client's half of SRP-6a, written from the protocol and not from the server's code: numbers are kept as hex, as
/// the JavaScript clients do it.
/// </summary>
internal sealed class SrpClient
{
    private const string NHex =
        "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
        + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
        + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
        + "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
        + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
        + "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
        + "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C"
        + "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";

    private static readonly BigInteger N = Number(NHex);
    private static readonly BigInteger K = Number(Sha256(Padded(NHex) + "02"));

    /// <summary>Most tests sign the same few people in over and over.</summary>
    private static readonly ConcurrentDictionary<BigInteger, BigInteger> PasswordNumbers = new();

    private readonly BigInteger _a;

    /// <param name="a">The secret exponent; a short one is as good for a test and faster.</param>
    public SrpClient(BigInteger a)
    {
        _a = a;
        Public = BigInteger.ModPow(2, a, N);
    }

    public BigInteger Public { get; }

    /// <summary>SRP_A.</summary>
    public string PublicHex => Hex(Public);

    public static SrpClient Create(Random random)
    {
        var bytes = new byte[5];
        random.NextBytes(bytes);
        return new SrpClient(new BigInteger(bytes, isUnsigned: true));
    }

    /// <summary>PASSWORD_CLAIM_SIGNATURE.</summary>
    public static byte[] Sign(
        SrpNumbers numbers, string poolName, string userId, SrpChallenge challenge, string timestamp)
    {
        byte[] message =
        [
            .. Encoding.UTF8.GetBytes(poolName),
            .. Encoding.UTF8.GetBytes(userId),
            .. Convert.FromBase64String(challenge.SecretBlock),
            .. Encoding.UTF8.GetBytes(timestamp),
        ];
        return HMACSHA256.HashData(Key(numbers), message);
    }

    public static string Timestamp(DateTimeOffset now) =>
        now.UtcDateTime.ToString("ddd MMM d HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);

    /// <summary>What both sides come to where the password is right.</summary>
    public SrpNumbers Agree(string poolName, string userId, string password, SrpChallenge challenge)
    {
        var b = Number(challenge.PublicHex);
        var u = Number(Sha256(Padded(PublicHex) + Padded(Hex(b))));
        var inner = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{poolName}{userId}:{password}")));
        var salt = Number(challenge.SaltHex);
        var x = Number(Sha256(Padded(Hex(salt)) + inner));
        var v = PasswordNumbers.GetOrAdd(x, static e => BigInteger.ModPow(2, e, N));
        var difference = (b - (K * v)) % N;
        var shared = BigInteger.ModPow(difference.Sign < 0 ? difference + N : difference, _a + (u * x), N);
        return new SrpNumbers { Salt = salt, V = v, A = Public, B = b, U = u, S = shared };
    }

    private static byte[] Key(SrpNumbers numbers)
    {
        var prk = HMACSHA256.HashData(
            Convert.FromHexString(Padded(Hex(numbers.U))), Convert.FromHexString(Padded(Hex(numbers.S))));
        byte[] info = [.. Encoding.UTF8.GetBytes("Caldera Derived Key"), 1];
        return HMACSHA256.HashData(prk, info)[..16];
    }

    private static BigInteger Number(string hex) =>
        BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string Hex(BigInteger value)
    {
        var text = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return text.Length == 0 ? "0" : text;
    }

    /// <summary>Even length, and a zero byte in front of a first digit of 8 or more.</summary>
    private static string Padded(string hex)
    {
        var even = hex.Length % 2 == 0 ? hex : "0" + hex;
        return "89abcdefABCDEF".Contains(even[0], StringComparison.Ordinal) ? "00" + even : even;
    }

    private static string Sha256(string hex) => Convert.ToHexString(SHA256.HashData(Convert.FromHexString(hex)));
}

/// <summary>The parameters of a PASSWORD_VERIFIER challenge.</summary>
internal sealed record SrpChallenge(string SaltHex, string PublicHex, string SecretBlock, string UserId);

/// <summary>The numbers of a sign-in by the letters of RFC 5054.</summary>
internal sealed record SrpNumbers
{
    public required BigInteger Salt { get; init; }

    public required BigInteger V { get; init; }

    public required BigInteger A { get; init; }

    public required BigInteger B { get; init; }

    public required BigInteger U { get; init; }

    public required BigInteger S { get; init; }
}
