using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// GetId: the identity of whoever signed in, always the same for one user, or a new guest. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html.
/// </summary>
internal static class GetId
{
    public const string Operation = "GetId";

    public static void Execute(ReadOnlySpan<byte> body, CognitoIdentityContext context, Utf8JsonWriter answer)
    {
        var (givenId, accountId, givenLogins) = Read(body);
        var poolId = Constraints.IdentityPoolId(givenId);
        var logins = Constraints.Logins(givenLogins);
        // An account of somebody else has none of the pools here (inferred).
        var pool = accountId is null || accountId == context.Scope.AccountId
            ? context.Pool(poolId)
            : throw CognitoIdentityErrors.NoPool(poolId);
        var login = context.Logins.Check(pool, logins, Operation);
        if (login is null && !pool.AllowsGuests)
        {
            throw CognitoIdentityErrors.NoGuests();
        }

        var newId = $"{context.Scope.Region}:{context.Random.NextGuid()}";
        var identity = context.Pools.GetOrAdd(pool.Id, login, newId) ?? throw CognitoIdentityErrors.NoPool(poolId);
        answer.WriteString("IdentityId"u8, identity.Id);
    }

    private static (string? PoolId, string? AccountId, Dictionary<string, string>? Logins) Read(ReadOnlySpan<byte> body)
    {
        string? poolId = null, accountId = null;
        Dictionary<string, string>? logins = null;
        var input = new JsonInput(body);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("IdentityPoolId"u8))
            {
                poolId = input.ReadString();
            }
            else if (input.MemberIs("AccountId"u8))
            {
                accountId = input.ReadString();
            }
            else if (input.MemberIs("Logins"u8))
            {
                logins = input.ReadStringMap();
            }
            else
            {
                input.Skip();
            }
        }

        return (poolId, accountId, logins);
    }
}
