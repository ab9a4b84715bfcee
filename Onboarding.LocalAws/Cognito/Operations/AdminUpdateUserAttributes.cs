using System.Text.Json;
using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminUpdateUserAttributes: an administrator may also say that an address is verified.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html.
/// </summary>
internal sealed class AdminUpdateUserAttributes(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "AdminUpdateUserAttributes";

    public IReadOnlyCollection<string> Members { get; } =
        ["UserPoolId", "Username", "UserAttributes", "ClientMetadata"];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, old) = cognito.AdminUser(input);
        var changes = input.Attributes("UserAttributes");
        if (changes.ContainsKey("sub"))
        {
            throw CognitoErrors.InvalidParameter("Cannot modify the non-mutable attribute sub");
        }

        var verifiesEmail = changes.GetValueOrDefault("email_verified") == "true";
        var user = UserAttributes.Update(pool, old, changes, cognito.Time.GetUtcNow(), verifiesEmail);
        if (pool.Definition.VerifiesEmail && user.Email is not null && user.Email != old.Email && !user.IsEmailVerified)
        {
            var call = CognitoContext.Call(pool, user, input);
            await cognito.Codes.SendAsync(pool, CodePurpose.UpdateAttribute, call, stop);
        }
    }
}
