using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminUserGlobalSignOut: ends every sign-in of a user.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html.
/// </summary>
internal sealed class AdminUserGlobalSignOut(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "AdminUserGlobalSignOut";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId", "Username"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, user) = cognito.AdminUser(input);
        pool.RevokeSessions(user.Sub);
        return ValueTask.CompletedTask;
    }
}
