using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// DeleteUserAttributes. Required and immutable attributes stay.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserAttributes.html.
/// </summary>
internal sealed class DeleteUserAttributes(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DeleteUserAttributes";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:DeleteUserAttributes")];

    public OperationMembers Members { get; } = new("AccessToken", "UserAttributeNames");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var signedIn = context.SignedIn(input);
        var names = input.Texts("UserAttributeNames") ?? throw CognitoErrors.Missing("userAttributeNames");
        UserAttributes.CheckWritable(signedIn.Client, names);
        UserAttributes.Remove(signedIn.Pool, signedIn.User, names, context.Time.GetUtcNow());
        return ValueTask.CompletedTask;
    }
}
