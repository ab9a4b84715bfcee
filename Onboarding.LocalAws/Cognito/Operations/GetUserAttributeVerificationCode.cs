using System.Text.Json;
using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// GetUserAttributeVerificationCode: mails a code for the e-mail address.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAttributeVerificationCode.html.
/// </summary>
internal sealed class GetUserAttributeVerificationCode(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "GetUserAttributeVerificationCode";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } = ["AccessToken", "AttributeName", "ClientMetadata"];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var signedIn = cognito.SignedIn(input);
        if (input.RequiredText("AttributeName") is not "email" and var name)
        {
            throw CognitoErrors.UnsupportedFeature(Name, $"AttributeName {name}");
        }

        if (signedIn.User.Email is null)
        {
            throw CognitoErrors.InvalidParameter("User does not have an email.");
        }

        var call = CognitoContext.Call(signedIn.Pool, signedIn.User, input, signedIn.Client.Id);
        var destination = await cognito.Codes.SendAsync(signedIn.Pool, CodePurpose.VerifyAttribute, call, stop);
        destination.Write(answer, "CodeDeliveryDetails");
    }
}
