using Onboarding.LocalAws.CognitoIdentity.Logins;
using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>What the operations share.</summary>
internal sealed record CognitoIdentityContext(
    IdentityPools Pools,
    ProviderNames ProviderNames,
    LoginCheck Logins,
    CredentialStore Credentials,
    AwsScope Scope,
    RandomSource Random)
{
    /// <exception cref="Onboarding.LocalAws.Wire.AwsException">There is no such pool.</exception>
    public IdentityPool Pool(string id) => Pools.Find(id) ?? throw CognitoIdentityErrors.NoPool(id);
}
