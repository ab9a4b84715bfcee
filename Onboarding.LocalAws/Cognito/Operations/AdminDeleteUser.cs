using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminDeleteUser.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html.
/// </summary>
internal sealed class AdminDeleteUser(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "AdminDeleteUser";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId", "Username"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, user) = cognito.AdminUser(input);
        return pool.Remove(user.Sub) ? ValueTask.CompletedTask : throw CognitoErrors.NoUser();
    }
}
