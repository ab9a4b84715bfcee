using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// GetUserAttributeVerificationCode: mails a code for the e-mail address.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAttributeVerificationCode.html.
/// </summary>
internal sealed class GetUserAttributeVerificationCode(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "GetUserAttributeVerificationCode";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:GetUserAttributeVerificationCode")];

    public OperationMembers Members { get; } = new("AccessToken", "AttributeName", "ClientMetadata");

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var signedIn = context.SignedIn(input);
        if (input.RequiredText("AttributeName") is not "email" and var name)
        {
            throw CognitoErrors.UnsupportedFeature(Name, $"AttributeName {name}");
        }

        if (signedIn.User.Email is null)
        {
            throw CognitoErrors.InvalidParameter("User does not have an email.");
        }

        var trigger = CognitoContext.Call(signedIn.Pool, signedIn.User, input, signedIn.Client.Id);
        var destination = await context.Codes.SendAsync(signedIn.Pool, CodePurpose.VerifyAttribute, trigger, stop);
        destination.Write(call.Response, "CodeDeliveryDetails");
    }
}
