using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// GetId: the identity of the user who signed in, always the same one, or a new guest. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html.
/// </summary>
internal sealed class GetId(CognitoIdentityContext context) : IAwsOperation<JsonCall>
{
    public string Name => "GetId";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-identity:GetId")];

    public OperationMembers Members { get; } = new("IdentityPoolId", "AccountId", "Logins");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var poolId = Constraints.IdentityPoolId(input);
        var logins = Constraints.Logins(input);
        // Every pool here is of one account, so another account has none of that id (inferred).
        var pool = input.Text("AccountId") is { } account && account != context.Scope.AccountId
            ? throw CognitoIdentityErrors.NoPool(poolId)
            : context.Pool(poolId);
        var login = context.Logins.Check(pool, logins, Name);
        if (login is null && !pool.AllowsGuests)
        {
            throw CognitoIdentityErrors.NoGuests();
        }

        var newId = $"{context.Scope.Region}:{context.Random.NextGuid()}";
        var identity = context.Pools.GetOrAdd(pool.Id, login, newId) ?? throw CognitoIdentityErrors.NoPool(poolId);
        call.Response.WriteString("IdentityId"u8, identity.Id);
        return ValueTask.CompletedTask;
    }
}
