using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>
/// Every credential that the edge knows: the root pair for people's tools, one per function, and those of sessions,
/// which expire: what STS and identity pools issue.
/// </summary>
internal sealed class CredentialStore
{
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Any = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int RoleIdLength = 17;

    /// <summary>How long an expired key is still told from one that never was.</summary>
    private static readonly TimeSpan RemembersExpired = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Credential> _byAccessKeyId = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Which ends first; under the lock.</summary>
    private readonly PriorityQueue<Credential, DateTimeOffset> _expiring = new();

    private readonly AwsScope _scope;
    private readonly RandomSource _random;
    private readonly TimeProvider _time;

    /// <param name="shared">What every function signs with; null gives each a key of its own.</param>
    public CredentialStore(
        AwsScope scope,
        RandomSource random,
        TimeProvider time,
        (string Id, string Secret, string? Token)? shared = null)
    {
        _scope = scope;
        _random = random;
        _time = time;
        // The pair that local AWS tools have long agreed on: clients of those work without configuration.
        Root = new Credential("test", "test", null, new Principal(scope.GlobalArn("iam", "root"), scope.AccountId));
        _byAccessKeyId[Root.AccessKeyId] = Root;
        if (shared is { } key)
        {
            Shared = key.Id == Root.AccessKeyId ? Root : new Credential(key.Id, key.Secret, key.Token, Root.Owner);
            _byAccessKeyId[Shared.AccessKeyId] = Shared;
        }
    }

    public Credential Root { get; }

    /// <summary>The key of all functions; null where each has one of its own.</summary>
    public Credential? Shared { get; }

    /// <summary>
    /// Credentials as STS hands them out for a function's role, <c>ASIA…</c> with a session token, which last until
    /// they are revoked.
    /// </summary>
    public Credential IssueForRole(string roleName, string sessionName)
    {
        if (Shared is not null)
        {
            return Shared;
        }

        var credential = New(PrincipalOf(roleName, sessionName) with { IsFunction = true });
        Invariant.Check(_byAccessKeyId.TryAdd(credential.AccessKeyId, credential));
        return credential;
    }

    /// <summary>The same for a user of an identity pool, until they expire.</summary>
    public Credential IssueForIdentity(
        FederatedIdentity identity, string roleName, string sessionName, TimeSpan lifetime) =>
        IssueExpiring(PrincipalOf(roleName, sessionName) with { CognitoIdentity = identity }, lifetime);

    /// <summary>Credentials with a session token, until they expire.</summary>
    public Credential IssueExpiring(Principal owner, TimeSpan lifetime)
    {
        var now = _time.GetUtcNow();
        var credential = New(owner) with { ExpiresAt = now + lifetime };
        lock (_lock)
        {
            while (_expiring.TryPeek(out var oldest, out var end) && end + RemembersExpired <= now)
            {
                _expiring.Dequeue();
                Revoke(oldest);
            }

            _expiring.Enqueue(credential, now + lifetime);
            Invariant.Check(_byAccessKeyId.TryAdd(credential.AccessKeyId, credential));
        }

        return credential;
    }

    /// <summary>Who acts in a session of a role. A role's id is the same in all of its sessions.</summary>
    public Principal PrincipalOf(string roleName, string sessionName)
    {
        var arn = _scope.GlobalArn("iam", $"role/{roleName}");
        var id = string.Concat(
            SHA256.HashData(Encoding.UTF8.GetBytes(arn)).Take(RoleIdLength).Select(b => Upper[b % Upper.Length]));
        return new Principal(
            _scope.GlobalArn("sts", $"assumed-role/{roleName}/{sessionName}"), $"AROA{id}:{sessionName}")
        {
            Session = new CallerSession { RoleArn = arn },
        };
    }

    public void Revoke(Credential credential)
    {
        if (credential != Shared)
        {
            _byAccessKeyId.TryRemove(credential.AccessKeyId, out _);
        }
    }

    /// <summary>Ends every session but those of functions.</summary>
    public void RevokeExpiring()
    {
        lock (_lock)
        {
            while (_expiring.TryDequeue(out var credential, out _))
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

    private Credential New(Principal owner) => new(
        "ASIA" + _random.NextString(Upper, 16),
        _random.NextString(Any, 40),
        _random.NextString(Any, 120),
        owner);
}
