using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// GetUser: the attributes that the app may read.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html.
/// </summary>
internal sealed class GetUser(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "GetUser";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:GetUser")];

    public OperationMembers Members { get; } = new("AccessToken");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var signedIn = context.SignedIn(call.Input);
        UserResponse.WriteAttributes(response, "UserAttributes", signedIn.User, signedIn.Client.CanRead);
        response.WriteString("Username"u8, signedIn.User.Username);
        return ValueTask.CompletedTask;
    }
}
