using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// GlobalSignOut: ends every sign-in of the user; id tokens stay good until they expire, since nobody is asked.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html.
/// </summary>
internal sealed class GlobalSignOut(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "GlobalSignOut";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } = ["AccessToken"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var signedIn = cognito.SignedIn(input);
        signedIn.Pool.RevokeSessions(signedIn.User.Sub);
        return ValueTask.CompletedTask;
    }
}
