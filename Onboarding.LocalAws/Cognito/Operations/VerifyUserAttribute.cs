using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// VerifyUserAttribute: takes the code of the e-mail address.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html.
/// </summary>
internal sealed class VerifyUserAttribute(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "VerifyUserAttribute";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:VerifyUserAttribute")];

    public OperationMembers Members { get; } = new("AccessToken", "AttributeName", "Code");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var signedIn = context.SignedIn(input);
        if (input.RequiredText("AttributeName") is not "email" and var name)
        {
            throw CognitoErrors.UnsupportedFeature(Name, $"AttributeName {name}");
        }

        context.Codes.Take(
            signedIn.Pool,
            signedIn.User.Sub,
            CodePurpose.VerifyAttribute,
            input.RequiredText("Code"),
            user => user.With("email_verified", "true"));
        return ValueTask.CompletedTask;
    }
}
