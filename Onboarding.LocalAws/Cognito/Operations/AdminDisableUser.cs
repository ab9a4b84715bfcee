using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminDisableUser: nobody can sign in as the user, and tokens stop working.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html.
/// </summary>
internal sealed class AdminDisableUser(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "AdminDisableUser";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId", "Username"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, user) = cognito.AdminUser(input);
        var now = cognito.Time.GetUtcNow();
        Users.Update(pool, user.Sub, old => old with { IsEnabled = false, ModifiedAt = now });
        pool.RevokeSessions(user.Sub);
        return ValueTask.CompletedTask;
    }
}
