using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// DeleteUser by the user.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUser.html.
/// </summary>
internal sealed class DeleteUser(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DeleteUser";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:DeleteUser")];

    public OperationMembers Members { get; } = new("AccessToken");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var signedIn = context.SignedIn(call.Input);
        signedIn.Pool.Remove(signedIn.User.Sub);
        return ValueTask.CompletedTask;
    }
}
