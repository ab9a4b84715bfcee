using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// GetUser: the attributes that the app may read.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html.
/// </summary>
internal sealed class GetUser(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "GetUser";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } = ["AccessToken"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var signedIn = cognito.SignedIn(input);
        UserAnswer.WriteAttributes(answer, "UserAttributes", signedIn.User, signedIn.Client.CanRead);
        answer.WriteString("Username"u8, signedIn.User.Username);
        return ValueTask.CompletedTask;
    }
}
