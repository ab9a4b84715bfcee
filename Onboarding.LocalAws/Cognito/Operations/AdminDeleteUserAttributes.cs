using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminDeleteUserAttributes. Required and immutable attributes stay.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUserAttributes.html.
/// </summary>
internal sealed class AdminDeleteUserAttributes(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "AdminDeleteUserAttributes";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId", "Username", "UserAttributeNames"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, user) = cognito.AdminUser(input);
        var names = input.Texts("UserAttributeNames") ?? throw CognitoErrors.Missing("userAttributeNames");
        UserAttributes.Remove(pool, user, names, cognito.Time.GetUtcNow());
        return ValueTask.CompletedTask;
    }
}
