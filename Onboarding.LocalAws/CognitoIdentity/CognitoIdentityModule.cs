using Onboarding.LocalAws.CognitoIdentity.Logins;
using Onboarding.LocalAws.CognitoIdentity.Operations;
using Onboarding.LocalAws.CognitoIdentity.Persistence;
using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.CognitoIdentity;

/// <summary>Cognito identity pools, and the credentials that they issue.</summary>
internal sealed class CognitoIdentityModule : ServiceModule
{
    private readonly IdentityPools _pools;
    /// <param name="tokens">Verifies what user pools issued.</param>
    public CognitoIdentityModule(HostContext host, ILoginTokens tokens)
    {
        _pools = host.State.Keep(11, new IdentityPoolChangeCodec(), log => new IdentityPools(log));
        var names = new ProviderNames(host.Scope, () => host.EdgeUrl);
        Services =
        [
            new CognitoIdentityService(new CognitoIdentityContext(
                _pools, names, new LoginCheck(tokens, names), host.Credentials, host.Scope, host.Random)),
        ];
    }

    public override IReadOnlyList<IAwsService> Services { get; }

    /// <summary>The credentials of their users end with every session, see StsModule.</summary>
    public override ValueTask ResetAsync()
    {
        _pools.Clear();
        return ValueTask.CompletedTask;
    }
}
