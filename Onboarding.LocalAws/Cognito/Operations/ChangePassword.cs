using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ChangePassword by a user who knows the old one. Other sign-ins go on, as in Cognito.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html.
/// </summary>
internal sealed class ChangePassword(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "ChangePassword";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } = ["AccessToken", "PreviousPassword", "ProposedPassword"];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var signedIn = cognito.SignedIn(input);
        var user = signedIn.User;
        await cognito.SignIn.CheckPasswordAsync(signedIn.Pool, user, input.RequiredText("PreviousPassword"), stop);
        var record = await cognito.HashPasswordAsync(
            signedIn.Pool.Definition, user.Username, input.RequiredText("ProposedPassword"), stop);
        var now = cognito.Time.GetUtcNow();
        Users.Update(signedIn.Pool, user.Sub, old => old with { Password = record, ModifiedAt = now });
    }
}
