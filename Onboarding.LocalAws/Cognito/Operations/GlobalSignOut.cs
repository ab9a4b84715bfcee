using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// GlobalSignOut: ends every sign-in of the user. Id tokens stay good until they expire, since verifiers check
/// them without asking Cognito.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html.
/// </summary>
internal sealed class GlobalSignOut(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "GlobalSignOut";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:GlobalSignOut")];

    public OperationMembers Members { get; } = new("AccessToken");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var signedIn = context.SignedIn(call.Input);
        signedIn.Pool.RevokeSessions(signedIn.User.Sub);
        return ValueTask.CompletedTask;
    }
}
