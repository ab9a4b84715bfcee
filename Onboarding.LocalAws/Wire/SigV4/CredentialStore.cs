using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>Every credential that the edge accepts: the root pair for people's tools, and one per function.</summary>
internal sealed class CredentialStore
{
    private readonly ConcurrentDictionary<string, Credential> _byAccessKeyId = new(StringComparer.Ordinal);
    private readonly AwsScope _scope;
    private readonly RandomSource _random;

    public CredentialStore(AwsScope scope, RandomSource random)
    {
        _scope = scope;
        _random = random;
        // The pair that local AWS tools have long agreed on, so that nobody has to configure anything.
        Root = new Credential("test", "test", null, new Principal(scope.GlobalArn("iam", "root"), scope.AccountId));
        _byAccessKeyId[Root.AccessKeyId] = Root;
    }

    public Credential Root { get; }

    /// <summary>Temporary credentials as STS hands them out for a role: <c>ASIA…</c> with a session token.</summary>
    public Credential IssueForRole(string roleName, string sessionName)
    {
        const string upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        const string any = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        var credential = new Credential(
            "ASIA" + _random.NextString(upper, 16),
            _random.NextString(any, 40),
            _random.NextString(any, 120),
            new Principal(
                _scope.GlobalArn("sts", $"assumed-role/{roleName}/{sessionName}"),
                $"AROA{_random.NextString(upper, 17)}:{sessionName}"));
        Invariant.Check(_byAccessKeyId.TryAdd(credential.AccessKeyId, credential));
        return credential;
    }

    public void Revoke(Credential credential) => _byAccessKeyId.TryRemove(credential.AccessKeyId, out _);

    public bool TryFind(string accessKeyId, [NotNullWhen(true)] out Credential? credential) =>
        _byAccessKeyId.TryGetValue(accessKeyId, out credential);
}
