using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Persistence;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Cognito.Tokens;
using Onboarding.LocalAws.Cognito.Triggers;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.Cognito;

/// <summary>Cognito user pools: users, sign-ins, and the key sets that verifiers fetch.</summary>
internal sealed class CognitoModule : ServiceModule
{
    private readonly CognitoService _service;

    /// <param name="codes">Brings confirmation codes to users.</param>
    /// <param name="triggers">Invokes the functions that a pool names.</param>
    public CognitoModule(HostContext host, CognitoOptions options, ICodeDelivery codes, ITriggers triggers)
    {
        Pools = host.State.Keep(8, new PoolChangeCodec(), log => new UserPools(log));
        _service = new CognitoService(host, options, Pools, codes, triggers);
        Services = [_service];
        Endpoints = [_service.Discovery];
    }

    public UserPools Pools { get; }

    /// <summary>What the rest of the host trusts.</summary>
    public IdTokens IdTokens => _service.IdTokens;

    public override IReadOnlyList<IAwsService> Services { get; }

    public override IReadOnlyList<IEdgeEndpoint> Endpoints { get; }

    public override ValueTask ResetAsync()
    {
        Pools.Clear();
        _service.ForgetSignIns();
        return ValueTask.CompletedTask;
    }
}
