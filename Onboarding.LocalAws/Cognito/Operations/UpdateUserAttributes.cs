using System.Text.Json;
using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// UpdateUserAttributes: a new e-mail address has to be verified again, so it gets a code.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserAttributes.html.
/// </summary>
internal sealed class UpdateUserAttributes(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "UpdateUserAttributes";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } = ["AccessToken", "UserAttributes", "ClientMetadata"];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var signedIn = cognito.SignedIn(input);
        var changes = input.Attributes("UserAttributes");
        UserAttributes.CheckWritable(signedIn.Client, changes.Keys);
        var user = UserAttributes.Update(
            signedIn.Pool, signedIn.User, changes, cognito.Time.GetUtcNow(), verifiesEmail: false);
        answer.WriteStartArray("CodeDeliveryDetailsList"u8);
        if (signedIn.Pool.Definition.VerifiesEmail && user.Email is not null && user.Email != signedIn.User.Email)
        {
            var call = CognitoContext.Call(signedIn.Pool, user, input, signedIn.Client.Id);
            var destination = await cognito.Codes.SendAsync(signedIn.Pool, CodePurpose.UpdateAttribute, call, stop);
            destination.Write(answer, member: null);
        }

        answer.WriteEndArray();
    }
}
