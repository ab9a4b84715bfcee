using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// DeleteUser by the user.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUser.html.
/// </summary>
internal sealed class DeleteUser(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "DeleteUser";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } = ["AccessToken"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var signedIn = cognito.SignedIn(input);
        signedIn.Pool.Remove(signedIn.User.Sub);
        return ValueTask.CompletedTask;
    }
}
