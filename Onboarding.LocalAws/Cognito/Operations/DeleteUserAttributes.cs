using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// DeleteUserAttributes. Required and immutable attributes stay.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserAttributes.html.
/// </summary>
internal sealed class DeleteUserAttributes(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "DeleteUserAttributes";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } = ["AccessToken", "UserAttributeNames"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var signedIn = cognito.SignedIn(input);
        var names = input.Texts("UserAttributeNames") ?? throw CognitoErrors.Missing("userAttributeNames");
        UserAttributes.CheckWritable(signedIn.Client, names);
        UserAttributes.Remove(signedIn.Pool, signedIn.User, names, cognito.Time.GetUtcNow());
        return ValueTask.CompletedTask;
    }
}
