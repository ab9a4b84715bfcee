using System.Security.Cryptography;
using System.Text;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Cognito.Passwords;

/// <summary>Makes and checks what is kept of passwords: an SRP verifier and a PBKDF2-HMAC-SHA512 hash.</summary>
internal sealed class PasswordHasher(RandomSource random, PasswordWork work, int iterations)
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    public Task<PasswordRecord> HashAsync(
        PoolDefinition pool, string username, string password, CancellationToken stop) =>
        work.RunAsync(() => Hash(pool, username, password), stop);

    public Task<bool> MatchesAsync(PasswordRecord record, string password, CancellationToken stop) => work.RunAsync(
        () => CryptographicOperations.FixedTimeEquals(
            Derive(password, record.HashSalt, record.Iterations), record.Hash),
        stop);

    /// <summary>Takes as long as a check, so that an unknown user cannot be told by the time.</summary>
    public Task MatchNoUserAsync(string password, CancellationToken stop) =>
        work.RunAsync(() => Derive(password, new byte[SaltBytes], iterations), stop);

    private PasswordRecord Hash(PoolDefinition pool, string username, string password)
    {
        var srpSalt = new byte[SaltBytes];
        var hashSalt = new byte[SaltBytes];
        random.Fill(srpSalt);
        random.Fill(hashSalt);
        return new PasswordRecord(
            srpSalt,
            SrpExchange.Verifier(pool.SrpName, username, password, srpSalt),
            hashSalt,
            Derive(password, hashSalt, iterations),
            iterations);
    }

    private static byte[] Derive(string password, byte[] salt, int count) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, count, HashAlgorithmName.SHA512, HashBytes);
}
