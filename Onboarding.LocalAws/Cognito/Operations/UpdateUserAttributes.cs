using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// UpdateUserAttributes: a new e-mail address has to be verified again, so it gets a code.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserAttributes.html.
/// </summary>
internal sealed class UpdateUserAttributes(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "UpdateUserAttributes";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:UpdateUserAttributes")];

    public OperationMembers Members { get; } = new("AccessToken", "UserAttributes", "ClientMetadata");

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        var signedIn = context.SignedIn(input);
        var changes = input.Attributes("UserAttributes");
        UserAttributes.CheckWritable(signedIn.Client, changes.Keys);
        var user = UserAttributes.Update(
            signedIn.Pool, signedIn.User, changes, context.Time.GetUtcNow(), verifiesEmail: false);
        response.WriteStartArray("CodeDeliveryDetailsList"u8);
        if (signedIn.Pool.Definition.VerifiesEmail && user.Email is not null && user.Email != signedIn.User.Email)
        {
            var trigger = CognitoContext.Call(signedIn.Pool, user, input, signedIn.Client.Id);
            var destination = await context.Codes.SendAsync(signedIn.Pool, CodePurpose.UpdateAttribute, trigger, stop);
            destination.Write(response, member: null);
        }

        response.WriteEndArray();
    }
}
