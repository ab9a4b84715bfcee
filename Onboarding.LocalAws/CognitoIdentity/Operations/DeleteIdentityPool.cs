namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// DeleteIdentityPool: the pool and its identities. Credentials that were handed out last until they expire. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentityPool.html.
/// </summary>
internal static class DeleteIdentityPool
{
    public static void Execute(ReadOnlySpan<byte> body, CognitoIdentityContext context)
    {
        var id = PoolInput.Read(body);
        if (!context.Pools.Remove(id))
        {
            throw CognitoIdentityErrors.NoPool(id);
        }
    }
}
