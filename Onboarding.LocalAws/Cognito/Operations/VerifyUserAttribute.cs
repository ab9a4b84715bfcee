using System.Text.Json;
using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// VerifyUserAttribute: takes the code of the e-mail address.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html.
/// </summary>
internal sealed class VerifyUserAttribute(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "VerifyUserAttribute";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } = ["AccessToken", "AttributeName", "Code"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var signedIn = cognito.SignedIn(input);
        if (input.RequiredText("AttributeName") is not "email" and var name)
        {
            throw CognitoErrors.UnsupportedFeature(Name, $"AttributeName {name}");
        }

        cognito.Codes.Take(
            signedIn.Pool,
            signedIn.User.Sub,
            CodePurpose.VerifyAttribute,
            input.RequiredText("Code"),
            user => user.With("email_verified", "true"));
        return ValueTask.CompletedTask;
    }
}
