using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminGetUser.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html.
/// </summary>
internal sealed class AdminGetUser(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "AdminGetUser";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId", "Username"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (_, user) = cognito.AdminUser(input);
        UserAnswer.WriteState(answer, user);
        UserAnswer.WriteAttributes(answer, "UserAttributes", user);
        return ValueTask.CompletedTask;
    }
}
