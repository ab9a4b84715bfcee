namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>Where the public keys of a token issuer come from.</summary>
internal interface IJsonWebKeySource
{
    /// <summary>The issuer's JSON Web Key Set, or null where it cannot be had.</summary>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(string issuer, CancellationToken stop);
}
