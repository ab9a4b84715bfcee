using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ChangePassword by a user who knows the old one. Other sign-ins go on, as in Cognito.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html.
/// </summary>
internal sealed class ChangePassword(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ChangePassword";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:ChangePassword")];

    public OperationMembers Members { get; } = new("AccessToken", "PreviousPassword", "ProposedPassword");

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var signedIn = context.SignedIn(input);
        var user = signedIn.User;
        await context.SignIn.CheckPasswordAsync(signedIn.Pool, user, input.RequiredText("PreviousPassword"), stop);
        var record = await context.HashPasswordAsync(
            signedIn.Pool.Definition, user.Username, input.RequiredText("ProposedPassword"), stop);
        var now = context.Time.GetUtcNow();
        Users.Update(signedIn.Pool, user.Sub, old => old with { Password = record, ModifiedAt = now });
    }
}
