using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminCreateUser: a user with a temporary password, mailed unless MessageAction is SUPPRESS; RESEND mails a new one
/// to a user who has not signed in yet. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html.
/// </summary>
internal sealed class AdminCreateUser(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "AdminCreateUser";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:AdminCreateUser", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new(
        "UserPoolId", "Username", "UserAttributes", "ValidationData", "TemporaryPassword", "ForceAliasCreation",
        "MessageAction", "DesiredDeliveryMediums", "ClientMetadata");

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        var pool = context.Pool(input);
        UserNames.RefuseAliasMove(pool.Definition, input, Name);
        // SMS is the API's default medium; without a phone number there is nothing to send by it.
        if (input.Texts("DesiredDeliveryMediums") is { } media && !media.Contains("EMAIL"))
        {
            throw CognitoErrors.UnsupportedFeature(Name, "DesiredDeliveryMediums SMS");
        }

        var action = input.Text("MessageAction");
        if (action is not (null or "SUPPRESS" or "RESEND"))
        {
            throw CognitoErrors.Constraint("messageAction", "Member must satisfy enum value set: [RESEND, SUPPRESS]");
        }

        var password = input.Text("TemporaryPassword")
            ?? TemporaryPassword.Create(pool.Definition.PasswordPolicy, context.Random);
        var user = action == "RESEND"
            ? await RenewAsync(pool, input, password, stop)
            : await AddAsync(pool, input, password, stop);
        if (action != "SUPPRESS" && user.Email is not null)
        {
            await context.Codes.InviteAsync(CognitoContext.Call(pool, user, input), password, stop);
        }

        response.WriteStartObject("User"u8);
        UserResponse.WriteUserType(response, user);
        response.WriteEndObject();
    }

    private async Task<User> AddAsync(UserPool pool, RequestMembers input, string password, CancellationToken stop)
    {
        var user = NewUser(pool.Definition, input);
        user = user with
        {
            Password = await context.HashPasswordAsync(pool.Definition, user.Username, password, stop),
        };
        await context.Triggers.PreSignUpAsync(
            CognitoContext.Call(pool, user, input),
            "PreSignUp_AdminCreateUser",
            input.Attributes("ValidationData"),
            stop);
        return pool.Add(user) is { } conflict ? throw CognitoErrors.UserExists(conflict, pool.Definition) : user;
    }

    private User NewUser(PoolDefinition pool, RequestMembers input)
    {
        var username = input.RequiredText("Username");
        UserNames.Check(pool, username);
        var attributes = UserNames.WithEmail(pool, username, input.Attributes("UserAttributes"));
        if (attributes.ContainsKey("sub"))
        {
            throw CognitoErrors.InvalidParameter("Cannot modify the non-mutable attribute sub");
        }

        UserAttributes.CheckValues(pool, attributes);
        var sub = context.Random.NextGuid().ToString();
        var now = context.Time.GetUtcNow();
        return new User
        {
            Username = pool.UsesEmailAsUsername ? sub : username,
            Attributes = UserAttributes.Merge(User.NoAttributes, attributes).Add("sub", sub),
            Status = UserStatus.ForceChangePassword,
            TemporaryPasswordExpiresAt = now + TimeSpan.FromDays(pool.PasswordPolicy.TemporaryPasswordValidityDays),
            CreatedAt = now,
            ModifiedAt = now,
        };
    }

    private async Task<User> RenewAsync(
        UserPool pool, RequestMembers input, string password, CancellationToken stop)
    {
        var user = pool.Find(input.RequiredText("Username")) ?? throw CognitoErrors.NoUser();
        if (user.Status != UserStatus.ForceChangePassword)
        {
            throw new Wire.AwsException(new Wire.AwsError(
                "UnsupportedUserStateException",
                400,
                $"Resend not possible. {user.Username} status is not FORCE_CHANGE_PASSWORD"));
        }

        var record = await context.HashPasswordAsync(pool.Definition, user.Username, password, stop);
        var now = context.Time.GetUtcNow();
        return Users.Update(pool, user.Sub, old => old with
        {
            Password = record,
            TemporaryPasswordExpiresAt =
                now + TimeSpan.FromDays(pool.Definition.PasswordPolicy.TemporaryPasswordValidityDays),
            ModifiedAt = now,
        });
    }
}
