using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>
/// Every credential that the edge knows: the root pair for people's tools, one per function, and those of an identity
/// pool's users, which expire.
/// </summary>
internal sealed class CredentialStore
{
    /// <summary>How long an expired key is still told from one that never was.</summary>
    private static readonly TimeSpan RemembersExpired = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Credential> _byAccessKeyId = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>In the order of issue; under the lock.</summary>
    private readonly Queue<Credential> _expiring = [];

    private readonly AwsScope _scope;
    private readonly RandomSource _random;
    private readonly TimeProvider _time;

    public CredentialStore(AwsScope scope, RandomSource random, TimeProvider time)
    {
        _scope = scope;
        _random = random;
        _time = time;
        // The pair that local AWS tools have long agreed on: clients of those work without configuration.
        Root = new Credential("test", "test", null, new Principal(scope.GlobalArn("iam", "root"), scope.AccountId));
        _byAccessKeyId[Root.AccessKeyId] = Root;
    }

    public Credential Root { get; }

    /// <summary>
    /// Credentials as STS hands them out for a function's role, <c>ASIA…</c> with a session token, which last until
    /// they are revoked.
    /// </summary>
    public Credential IssueForRole(string roleName, string sessionName)
    {
        var issued = New(roleName, sessionName);
        var credential = issued with { Owner = issued.Owner with { IsFunction = true } };
        Invariant.Check(_byAccessKeyId.TryAdd(credential.AccessKeyId, credential));
        return credential;
    }

    /// <summary>The same for a user of an identity pool, until they expire.</summary>
    public Credential IssueForIdentity(
        FederatedIdentity identity, string roleName, string sessionName, TimeSpan lifetime)
    {
        var now = _time.GetUtcNow();
        var issued = New(roleName, sessionName);
        var credential = issued with
        {
            Owner = issued.Owner with { CognitoIdentity = identity },
            ExpiresAt = now + lifetime,
        };
        lock (_lock)
        {
            while (_expiring.TryPeek(out var oldest) && oldest.ExpiresAt + RemembersExpired <= now)
            {
                Revoke(_expiring.Dequeue());
            }

            _expiring.Enqueue(credential);
            Invariant.Check(_byAccessKeyId.TryAdd(credential.AccessKeyId, credential));
        }

        return credential;
    }

    public void Revoke(Credential credential) => _byAccessKeyId.TryRemove(credential.AccessKeyId, out _);

    /// <summary>Ends every credential of an identity pool's user.</summary>
    public void RevokeExpiring()
    {
        lock (_lock)
        {
            while (_expiring.TryDequeue(out var credential))
            {
                Revoke(credential);
            }
        }
    }

    public bool TryFind(string accessKeyId, [NotNullWhen(true)] out Credential? credential) =>
        _byAccessKeyId.TryGetValue(accessKeyId, out credential);

    /// <summary>Who may sign with that key, or why there is none.</summary>
    /// <param name="token">The session token that came with it; null or empty for none.</param>
    public (Credential? Signer, SignatureFault? Fault) FindSigner(string accessKeyId, string? token)
    {
        const string invalidToken = "The security token included in the request is invalid.";
        if (!TryFind(accessKeyId, out var credential))
        {
            return (null, new SignatureFault(SignatureFaultKind.UnknownKey, invalidToken));
        }

        if (!IsTokenOf(credential, token))
        {
            return (null, new SignatureFault(SignatureFaultKind.WrongToken, invalidToken));
        }

        return credential.ExpiresAt <= _time.GetUtcNow()
            ? (null, new SignatureFault(
                SignatureFaultKind.ExpiredToken, "The security token included in the request is expired"))
            : (credential, null);
    }

    private static bool IsTokenOf(Credential credential, string? given) => credential.SessionToken is { } issued
        ? given is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(issued), Encoding.UTF8.GetBytes(given))
        : string.IsNullOrEmpty(given);

    private Credential New(string roleName, string sessionName)
    {
        const string upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        const string any = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        return new Credential(
            "ASIA" + _random.NextString(upper, 16),
            _random.NextString(any, 40),
            _random.NextString(any, 120),
            new Principal(
                _scope.GlobalArn("sts", $"assumed-role/{roleName}/{sessionName}"),
                $"AROA{_random.NextString(upper, 17)}:{sessionName}"));
    }
}
