using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminGetUser.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html.
/// </summary>
internal sealed class AdminGetUser(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "AdminGetUser";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:AdminGetUser", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId", "Username");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var (_, user) = context.AdminUser(call.Input);
        UserResponse.WriteState(response, user);
        UserResponse.WriteAttributes(response, "UserAttributes", user);
        return ValueTask.CompletedTask;
    }
}
