using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Passwords;
using Onboarding.LocalAws.Cognito.SignIn;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Cognito.Tokens;
using Onboarding.LocalAws.Cognito.Triggers;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>What the operations share, and the look-ups that most of them begin with.</summary>
internal sealed record CognitoContext
{
    public required UserPools Pools { get; init; }

    public required PasswordHasher Passwords { get; init; }

    public required UserPoolTriggers Triggers { get; init; }

    public required UserCodes Codes { get; init; }

    public required TokenIssuer Tokens { get; init; }

    public required AccessTokens AccessTokens { get; init; }

    public required PasswordSignIn SignIn { get; init; }

    public required AwsScope Scope { get; init; }

    public required TimeProvider Time { get; init; }

    public required RandomSource Random { get; init; }

    public UserPool Pool(RequestMembers input)
    {
        var id = input.RequiredText("UserPoolId");
        return Pools.Find(id) ?? throw CognitoErrors.NoPool(id);
    }

    public (UserPool Pool, ClientDefinition Client) Client(RequestMembers input)
    {
        var id = input.RequiredText("ClientId");
        var client = Pools.FindClient(id) ?? throw CognitoErrors.NoClient(id);
        // A pool goes with its clients, so its absence means that it was deleted just now.
        return (Pools.Find(client.PoolId) ?? throw CognitoErrors.NoClient(id), client);
    }

    /// <summary>The client that an administrator names together with its pool.</summary>
    public (UserPool Pool, ClientDefinition Client) AdminClient(RequestMembers input)
    {
        var pool = Pool(input);
        var (owner, client) = Client(input);
        return owner.Id == pool.Id ? (pool, client) : throw CognitoErrors.NoClient(client.Id);
    }

    /// <summary>The user whom an administrator names: its existence is no secret to an administrator.</summary>
    public (UserPool Pool, User User) AdminUser(RequestMembers input)
    {
        var pool = Pool(input);
        return (pool, pool.Find(input.RequiredText("Username")) ?? throw CognitoErrors.NoUser());
    }

    public SignedInUser SignedIn(RequestMembers input) => AccessTokens.Check(input.RequiredText("AccessToken"));

    /// <exception cref="Onboarding.LocalAws.Wire.AwsException">The password breaks the pool's policy.</exception>
    public Task<PasswordRecord> HashPasswordAsync(
        PoolDefinition pool, string username, string password, CancellationToken stop)
    {
        // The API model's pattern, which comes before any policy.
        if (password.Length is 0 or > 256 || char.IsWhiteSpace(password[0]) || char.IsWhiteSpace(password[^1]))
        {
            throw CognitoErrors.Constraint(
                "password", @"Member must satisfy regular expression pattern: [\S]+.*[\S]+");
        }

        if (pool.PasswordPolicy.FaultOf(password) is { } fault)
        {
            throw CognitoErrors.WeakPassword(fault);
        }

        return Passwords.HashAsync(pool, username, password, stop);
    }

    public static TriggerCall Call(UserPool pool, User user, RequestMembers input, string? clientId = null) =>
        new(pool.Definition, user, clientId ?? TriggerCall.NoClient, input.Map("ClientMetadata"));
}
