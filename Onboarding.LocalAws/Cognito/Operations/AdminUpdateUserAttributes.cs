using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminUpdateUserAttributes: an administrator may also say that an address is verified.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html.
/// </summary>
internal sealed class AdminUpdateUserAttributes(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "AdminUpdateUserAttributes";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:AdminUpdateUserAttributes", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId", "Username", "UserAttributes", "ClientMetadata");

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, old) = context.AdminUser(input);
        var changes = input.Attributes("UserAttributes");
        if (changes.ContainsKey("sub"))
        {
            throw CognitoErrors.InvalidParameter("Cannot modify the non-mutable attribute sub");
        }

        var verifiesEmail = changes.GetValueOrDefault("email_verified") == "true";
        var user = UserAttributes.Update(pool, old, changes, context.Time.GetUtcNow(), verifiesEmail);
        if (pool.Definition.VerifiesEmail && user.Email is not null && user.Email != old.Email && !user.IsEmailVerified)
        {
            var trigger = CognitoContext.Call(pool, user, input);
            await context.Codes.SendAsync(pool, CodePurpose.UpdateAttribute, trigger, stop);
        }
    }
}
