using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// SignUp: makes an unconfirmed user, asks PreSignUp first and mails a code, or confirms at once where PreSignUp says
/// so. Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html.
/// </summary>
internal sealed class SignUp(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "SignUp";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:SignUp")];

    /// <summary>
    /// AnalyticsMetadata and UserContextData only feed Pinpoint and threat protection. Neither is local, and nothing
    /// reads them back.
    /// </summary>
    public OperationMembers Members { get; } = new(
        "ClientId", "Username", "Password", "UserAttributes", "ValidationData", "ClientMetadata", "AnalyticsMetadata",
        "UserContextData")
    {
        Refused = ["SecretHash"],
    };

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        var (pool, client) = context.Client(input);
        if (pool.Definition.IsSignUpByAdminOnly)
        {
            throw CognitoErrors.NotAuthorized("SignUp is not permitted for this user pool");
        }

        var user = NewUser(pool.Definition, client, input);
        if (pool.Find(input.RequiredText("Username")) is not null)
        {
            throw CognitoErrors.UserExists(ConflictOf(pool.Definition), pool.Definition);
        }

        user = user with
        {
            Password = await context.HashPasswordAsync(
                pool.Definition, user.Username, input.Text("Password") ?? "", stop),
        };
        var trigger = CognitoContext.Call(pool, user, input, client.Id);
        var preSignUp = await context.Triggers.PreSignUpAsync(
            trigger, "PreSignUp_SignUp", input.Attributes("ValidationData"), stop);
        if (preSignUp.VerifiesEmail)
        {
            user = user.With("email_verified", "true");
        }

        if (preSignUp.ConfirmsUser)
        {
            user = user with { Status = UserStatus.Confirmed };
        }

        if (pool.Add(user) is { } conflict)
        {
            throw CognitoErrors.UserExists(conflict, pool.Definition);
        }

        CodeDestination? destination = null;
        if (preSignUp.ConfirmsUser)
        {
            await context.Triggers.PostConfirmationAsync(
                trigger with { User = user }, "PostConfirmation_ConfirmSignUp", stop);
        }
        else if (pool.Definition.VerifiesEmail && user.Email is not null && !user.IsEmailVerified)
        {
            destination = await context.Codes.SendAsync(pool, CodePurpose.SignUp, trigger, stop);
        }

        destination?.Write(response, "CodeDeliveryDetails");
        response.WriteBoolean("UserConfirmed"u8, preSignUp.ConfirmsUser);
        response.WriteString("UserSub"u8, user.Sub);
    }

    /// <summary>The order of Cognito's checks: shape, attributes, then the password's policy.</summary>
    private User NewUser(PoolDefinition pool, ClientDefinition client, RequestMembers input)
    {
        var username = input.RequiredText("Username");
        UserNames.Check(pool, username);
        var given = input.Attributes("UserAttributes");
        UserAttributes.CheckWritable(client, given.Keys);
        var attributes = UserNames.WithEmail(pool, username, given);
        UserAttributes.CheckValues(pool, attributes);
        UserAttributes.CheckRequired(pool, attributes);
        var sub = context.Random.NextGuid().ToString();
        var now = context.Time.GetUtcNow();
        var all = UserAttributes.Merge(User.NoAttributes, attributes).Add("sub", sub);
        return new User
        {
            Username = pool.UsesEmailAsUsername ? sub : username,
            Attributes = all.ContainsKey("email") ? all.Add("email_verified", "false") : all,
            Status = UserStatus.Unconfirmed,
            CreatedAt = now,
            ModifiedAt = now,
        };
    }

    private static UserConflict ConflictOf(PoolDefinition pool) =>
        pool.UsesEmailAsUsername ? UserConflict.Alias : UserConflict.Name;
}
