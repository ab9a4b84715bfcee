using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminEnableUser.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminEnableUser.html.
/// </summary>
internal sealed class AdminEnableUser(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "AdminEnableUser";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId", "Username"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, user) = cognito.AdminUser(input);
        var now = cognito.Time.GetUtcNow();
        Users.Update(pool, user.Sub, old => old with { IsEnabled = true, ModifiedAt = now });
        return ValueTask.CompletedTask;
    }
}
