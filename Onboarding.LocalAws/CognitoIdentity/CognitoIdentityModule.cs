using Onboarding.LocalAws.CognitoIdentity.Logins;
using Onboarding.LocalAws.CognitoIdentity.Operations;
using Onboarding.LocalAws.CognitoIdentity.Persistence;
using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.CognitoIdentity;

/// <summary>Cognito identity pools, and the credentials that they issue.</summary>
internal sealed class CognitoIdentityModule : ServiceModule
{
    private readonly IdentityPools _pools;
    private readonly CredentialStore _credentials;

    /// <param name="tokens">Verifies what user pools issued.</param>
    public CognitoIdentityModule(HostContext host, ILoginTokens tokens)
    {
        _credentials = host.Credentials;
        _pools = host.State.Keep(11, new IdentityPoolChangeCodec(), log => new IdentityPools(log));
        var names = new ProviderNames(host.Scope, () => host.EdgeUrl);
        Services =
        [
            new CognitoIdentityService(new CognitoIdentityContext(
                _pools, names, new LoginCheck(tokens, names), _credentials, host.Scope, host.Random)),
        ];
    }

    public override IReadOnlyList<IAwsService> Services { get; }

    /// <summary>With the pools go the credentials of their users.</summary>
    public override ValueTask ResetAsync()
    {
        _pools.Clear();
        _credentials.RevokeExpiring();
        return ValueTask.CompletedTask;
    }
}
