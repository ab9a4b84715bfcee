using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Onboarding.Functions.Randomness;

namespace Onboarding.Functions.Users.Passwords;

/// <summary>
/// PBKDF2 with HMAC-SHA512 as text that says with which parameters it was made:
/// <c>pbkdf2-sha512$210000$&lt;salt&gt;$&lt;hash&gt;</c>, salt (16 bytes) and hash (64 bytes) in base64.
/// </summary>
/// <remarks>
/// 210,000 iterations is OWASP's figure for this function
/// (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#pbkdf2). It costs some 100 ms of
/// CPU, on purpose and on the calling thread, which is <see cref="PasswordWork"/>'s. Argon2id would need a native
/// library in the AOT executable.
/// </remarks>
internal sealed class PasswordHash
{
    public const int IterationsToday = 210_000;
    private const string Scheme = "pbkdf2-sha512";
    private const int SaltLength = 16;
    private const int HashLength = 64;

    // A text that was tampered with must not keep a function busy for hours.
    private const int IterationsMax = 10_000_000;

    private readonly int _iterations;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash)
    {
        _iterations = iterations;
        _salt = salt;
        _hash = hash;
    }

    /// <summary>Made with weaker parameters than a new one would be.</summary>
    public bool IsOutdated => _iterations < IterationsToday;

    /// <summary>Costs as much to verify as a real one, and no password fits it.</summary>
    public static PasswordHash Decoy(RandomSource random) =>
        new(IterationsToday, random.Bytes(SaltLength), random.Bytes(HashLength));

    public static PasswordHash Of(string password, RandomSource random, int iterations = IterationsToday)
    {
        var salt = random.Bytes(SaltLength);
        return new PasswordHash(iterations, salt, Derive(password, salt, iterations));
    }

    /// <exception cref="FormatException">Not a text that <see cref="ToText"/> wrote.</exception>
    public static PasswordHash Parse(string text)
    {
        var parts = text.Split('$');
        if (parts.Length == 4 && parts[0] == Scheme
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            && iterations is > 0 and <= IterationsMax)
        {
            var salt = Convert.FromBase64String(parts[2]);
            var hash = Convert.FromBase64String(parts[3]);
            if (salt.Length == SaltLength && hash.Length == HashLength)
            {
                return new PasswordHash(iterations, salt, hash);
            }
        }

        // The text itself stays out of the message.
        throw new FormatException("The stored password hash is not in a known form.");
    }

    /// <summary>Takes the same time for every password: no timing side channel.</summary>
    public bool Verify(string password) =>
        CryptographicOperations.FixedTimeEquals(Derive(password, _salt, _iterations), _hash);

    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Scheme}${_iterations}${Convert.ToBase64String(_salt)}${Convert.ToBase64String(_hash)}");

    /// <summary>Never the hash: this is what ends up in a log by mistake.</summary>
    public override string ToString() => nameof(PasswordHash);

    private static byte[] Derive(string password, byte[] salt, int iterations) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA512, HashLength);
}
