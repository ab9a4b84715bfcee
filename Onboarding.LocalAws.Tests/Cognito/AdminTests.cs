using System.Text.Json;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>
/// Administrators' operations, and users' own attributes.
/// Documented(https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Operations.html).
/// </summary>
public sealed class AdminTests : IAsyncLifetime
{
    private const string Ada = "ada@example.com";

    private const string Pool = """
        "UsernameAttributes":["email"],"AutoVerifiedAttributes":["email"],
        "Schema":[{"Name":"plan","AttributeDataType":"String","Mutable":false,
         "StringAttributeConstraints":{"MinLength":"1","MaxLength":"5"}}]
        """;

    private CognitoHost _cognito = null!;

    public async Task InitializeAsync() => _cognito = await CognitoHost.StartAsync(Pool);

    public async Task DisposeAsync() => await _cognito.DisposeAsync();

    [Fact]
    public async Task An_invited_user_chooses_a_password_at_the_first_sign_in()
    {
        var created = await _cognito.AdminAsync(
            "AdminCreateUser",
            User("""
                ,"UserAttributes":[{"Name":"email_verified","Value":"true"}],"TemporaryPassword":"Temp-Horse-1"
                """));
        Assert.Equal("FORCE_CHANGE_PASSWORD", created.Text("User", "UserStatus"));
        var (subject, html) = _cognito.MailFor(Ada);
        Assert.Equal("Your temporary password", subject);
        Assert.Equal($"Your username is {Ada} and temporary password is Temp-Horse-1.", html);

        var challenge = (await _cognito.SignInAsync(Ada, "Temp-Horse-1")).MustSucceed();
        Assert.Equal("NEW_PASSWORD_REQUIRED", challenge.Text("ChallengeName"));
        Assert.Contains(Ada, challenge.Text("ChallengeParameters", "userAttributes"), StringComparison.Ordinal);
        Assert.Equal("[]", challenge.Text("ChallengeParameters", "requiredAttributes"));
        Assert.Equal("InvalidPasswordException", (await RespondAsync(challenge, "weak")).ErrorCode);
        (await RespondAsync(challenge, "Chosen-Horse-1")).MustSucceed();
        (await _cognito.SignInAsync(Ada, "Chosen-Horse-1")).MustSucceed();
        Assert.Equal("CONFIRMED", (await _cognito.AdminAsync("AdminGetUser", User())).Text("UserStatus"));
    }

    [Fact]
    public async Task An_invited_user_gives_the_required_attributes_that_are_missing()
    {
        await using var cognito = await CognitoHost.StartAsync("""
            "UsernameAttributes":["email"],"Schema":[{"Name":"name","Required":true}]
            """);
        await cognito.AdminAsync(
            "AdminCreateUser",
            $$"""{"UserPoolId":"{{cognito.PoolId}}","Username":"{{Ada}}","TemporaryPassword":"Temp-Horse-1"}""");
        var challenge = (await cognito.SignInAsync(Ada, "Temp-Horse-1")).MustSucceed();
        Assert.Equal("[\"userAttributes.name\"]", challenge.Text("ChallengeParameters", "requiredAttributes"));
        Task<CognitoResponse> RespondAsync(string more) => cognito.SendAsync(
            "RespondToAuthChallenge",
            $$"""
            {"ClientId":"{{cognito.ClientId}}","ChallengeName":"NEW_PASSWORD_REQUIRED",
             "Session":{{JsonSerializer.Serialize(challenge.Text("Session"))}},
             "ChallengeResponses":{"USERNAME":"{{Ada}}","NEW_PASSWORD":"Chosen-Horse-1"{{more}} } }
            """);
        (await RespondAsync("")).MustFail(
            "InvalidParameterException",
            "Attributes did not conform to the schema: name: The attribute is required\n");
        (await RespondAsync(",\"userAttributes.name\":\"Ada\"")).MustSucceed();
    }

    [Fact]
    public async Task A_temporary_password_expires_after_seven_days()
    {
        await _cognito.AdminAsync("AdminCreateUser", User(""","TemporaryPassword":"Temp-Horse-1" """));
        _cognito.Time.Advance(TimeSpan.FromDays(7));
        (await _cognito.SignInAsync(Ada, "Temp-Horse-1")).MustFail(
            "NotAuthorizedException", "Temporary password has expired and must be reset by an administrator.");
        await _cognito.AdminAsync("AdminCreateUser", User(""","MessageAction":"RESEND" """));
        Assert.Contains("temporary password is", _cognito.MailFor(Ada).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AdminConfirmSignUp_confirms_without_verifying_the_address()
    {
        (await _cognito.SignUpAsync(Ada)).MustSucceed();
        await _cognito.AdminAsync("AdminConfirmSignUp", User());
        var user = await _cognito.AdminAsync("AdminGetUser", User());
        Assert.Equal("CONFIRMED", user.Text("UserStatus"));
        Assert.Equal("false", Attribute(user.Member("UserAttributes"), "email_verified"));
        (await _cognito.SendSignedAsync("AdminConfirmSignUp", User())).MustFail(
            "NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED");
    }

    [Fact]
    public async Task A_disabled_user_cannot_sign_in_until_enabled()
    {
        await _cognito.AddUserAsync(Ada);
        await _cognito.AdminAsync("AdminDisableUser", User());
        (await _cognito.SignInAsync(Ada)).MustFail("NotAuthorizedException", "User is disabled.");
        await _cognito.AdminAsync("AdminEnableUser", User());
        (await _cognito.SignInAsync(Ada)).MustSucceed();
    }

    [Fact]
    public async Task AdminSetUserPassword_is_final_or_for_one_sign_in()
    {
        await _cognito.AddUserAsync(Ada);
        await _cognito.AdminAsync("AdminSetUserPassword", User(""","Password":"Final-Horse-1","Permanent":true"""));
        (await _cognito.SignInAsync(Ada, "Final-Horse-1")).MustSucceed();
        await _cognito.AdminAsync("AdminSetUserPassword", User(""","Password":"Once-Horse-11","Permanent":false"""));
        Assert.Equal("NEW_PASSWORD_REQUIRED", (await _cognito.SignInAsync(Ada, "Once-Horse-11")).Text("ChallengeName"));
    }

    [Fact]
    public async Task AdminResetUserPassword_makes_the_password_void_and_mails_a_code()
    {
        await _cognito.AddUserAsync(Ada);
        await _cognito.AdminAsync("AdminResetUserPassword", User());
        (await _cognito.SignInAsync(Ada))
            .MustFail("PasswordResetRequiredException", "Password reset required for the user");
        await _cognito.AppAsync(
            "ConfirmForgotPassword",
            $$"""
            {"ClientId":"{{_cognito.ClientId}}","Username":"{{Ada}}","Password":"Another-Horse-2",
             "ConfirmationCode":"{{_cognito.CodeFor(Ada)}}"}
            """);
        (await _cognito.SignInAsync(Ada, "Another-Horse-2")).MustSucceed();
    }

    [Theory]
    [InlineData("AdminDeleteUser")]
    [InlineData("DeleteUser")]
    public async Task A_deleted_user_is_gone_and_the_address_is_free(string operation)
    {
        await _cognito.AddUserAsync(Ada);
        var token = await _cognito.AccessTokenAsync(Ada);
        if (operation == "DeleteUser")
        {
            await _cognito.AppAsync(operation, $$"""{"AccessToken":"{{token}}"}""");
        }
        else
        {
            await _cognito.AdminAsync(operation, User());
        }

        (await _cognito.SendSignedAsync("AdminGetUser", User()))
            .MustFail("UserNotFoundException", "User does not exist.");
        (await _cognito.SendAsync("GetUser", $$"""{"AccessToken":"{{token}}"}"""))
            .MustFail("NotAuthorizedException", "Access Token has been revoked");
        await _cognito.AddUserAsync(Ada);
    }

    [Fact]
    public async Task An_administrator_may_sign_a_user_in()
    {
        await _cognito.AddUserAsync(Ada);
        var answer = await _cognito.AdminAsync(
            "AdminInitiateAuth",
            $$"""
            {"UserPoolId":"{{_cognito.PoolId}}","ClientId":"{{_cognito.ClientId}}",
             "AuthFlow":"ADMIN_USER_PASSWORD_AUTH",
             "AuthParameters":{"USERNAME":"{{Ada}}","PASSWORD":"{{CognitoHost.Password}}"} }
            """);
        Assert.Equal("Bearer", answer.Text("AuthenticationResult", "TokenType"));
    }

    [Fact]
    public async Task An_administrator_may_answer_the_challenge_of_a_sign_in()
    {
        await _cognito.AdminAsync("AdminCreateUser", User(""","TemporaryPassword":"Temp-Horse-1" """));
        var challenge = (await _cognito.SignInAsync(Ada, "Temp-Horse-1")).MustSucceed();
        var answer = await _cognito.AdminAsync(
            "AdminRespondToAuthChallenge",
            $$"""
            {"UserPoolId":"{{_cognito.PoolId}}","ClientId":"{{_cognito.ClientId}}",
             "ChallengeName":"NEW_PASSWORD_REQUIRED","Session":{{JsonSerializer.Serialize(challenge.Text("Session"))}},
             "ChallengeResponses":{"USERNAME":"{{Ada}}","NEW_PASSWORD":"Chosen-Horse-1"} }
            """);
        Assert.Equal("Bearer", answer.Text("AuthenticationResult", "TokenType"));
        (await _cognito.SignInAsync(Ada, "Chosen-Horse-1")).MustSucceed();
    }

    [Theory]
    [InlineData("AdminInitiateAuth", "\"AuthFlow\":\"ADMIN_USER_PASSWORD_AUTH\"")]
    [InlineData("AdminRespondToAuthChallenge", "\"ChallengeName\":\"NEW_PASSWORD_REQUIRED\"")]
    public async Task A_client_of_another_pool_is_unknown_to_an_administrator(string operation, string members)
    {
        var other = await _cognito.CreatePoolAsync("other");
        (await _cognito.SendSignedAsync(
            operation, $$"""{"UserPoolId":"{{other}}","ClientId":"{{_cognito.ClientId}}",{{members}}}"""))
            .MustFail("ResourceNotFoundException", $"User pool client {_cognito.ClientId} does not exist.");
    }

    [Fact]
    public async Task An_administrator_writes_and_removes_attributes_and_says_that_an_address_is_verified()
    {
        await _cognito.AddUserAsync(Ada);
        await _cognito.AdminAsync(
            "AdminUpdateUserAttributes",
            User("""
                ,"UserAttributes":[{"Name":"email","Value":"lovelace@example.org"},
                 {"Name":"email_verified","Value":"true"},{"Name":"nickname","Value":"Ada"}]
                """));
        var user = await _cognito.AdminAsync("AdminGetUser", UserNamed("lovelace@example.org"));
        Assert.Equal("true", Attribute(user.Member("UserAttributes"), "email_verified"));
        Assert.Equal("Ada", Attribute(user.Member("UserAttributes"), "nickname"));
        await _cognito.AdminAsync(
            "AdminDeleteUserAttributes", UserNamed("lovelace@example.org", ""","UserAttributeNames":["nickname"]"""));
        user = await _cognito.AdminAsync("AdminGetUser", UserNamed("lovelace@example.org"));
        Assert.Null(Attribute(user.Member("UserAttributes"), "nickname"));
        (await _cognito.SendSignedAsync(
            "AdminDeleteUserAttributes", UserNamed("lovelace@example.org", ""","UserAttributeNames":["email"]""")))
            .MustFail("InvalidParameterException", "user.email: Attribute cannot be removed.\n");
    }

    [Fact]
    public async Task A_user_removes_attributes_that_the_app_may_write()
    {
        await _cognito.AddUserAsync(Ada, ""","UserAttributes":[{"Name":"nickname","Value":"Ada"}]""");
        var token = await _cognito.AccessTokenAsync(Ada);
        string Names(string name) => $$"""{"AccessToken":"{{token}}","UserAttributeNames":["{{name}}"]}""";
        await _cognito.AppAsync("DeleteUserAttributes", Names("nickname"));
        Assert.Null(await MyAttributeAsync(token, "nickname"));
        (await _cognito.SendAsync("DeleteUserAttributes", Names("email_verified")))
            .MustFail("NotAuthorizedException", "A client attempted to write unauthorized attribute");
    }

    [Fact]
    public async Task A_user_asks_for_the_code_that_verifies_the_address()
    {
        (await _cognito.SignUpAsync(Ada)).MustSucceed();
        await _cognito.AdminAsync("AdminConfirmSignUp", User());
        var token = await _cognito.AccessTokenAsync(Ada);
        var answer = await _cognito.AppAsync(
            "GetUserAttributeVerificationCode", $$"""{"AccessToken":"{{token}}","AttributeName":"email"}""");
        Assert.Equal("a***@e***", answer.Text("CodeDeliveryDetails", "Destination"));
        await _cognito.AppAsync(
            "VerifyUserAttribute",
            $$"""{"AccessToken":"{{token}}","AttributeName":"email","Code":"{{_cognito.CodeFor(Ada)}}"}""");
        Assert.Equal("true", await MyAttributeAsync(token, "email_verified"));
    }

    [Fact]
    public async Task A_new_address_is_verified_with_a_code_sent_to_it()
    {
        await _cognito.AddUserAsync(Ada);
        var token = await _cognito.AccessTokenAsync(Ada);
        var answer = await _cognito.AppAsync(
            "UpdateUserAttributes",
            $$"""{"AccessToken":"{{token}}","UserAttributes":[{"Name":"email","Value":"lovelace@example.org"}]}""");
        Assert.Equal(
            "l***@e***",
            answer.Member("CodeDeliveryDetailsList")[0].GetProperty("Destination").GetString());
        Assert.Equal("false", await MyAttributeAsync(token, "email_verified"));
        await _cognito.AppAsync(
            "VerifyUserAttribute",
            $$"""
            {"AccessToken":"{{token}}","AttributeName":"email","Code":"{{_cognito.CodeFor("lovelace@example.org")}}"}
            """);
        Assert.Equal("true", await MyAttributeAsync(token, "email_verified"));
        (await _cognito.SignInAsync("lovelace@example.org")).MustSucceed();
        (await _cognito.SignInAsync(Ada)).MustFail("UserNotFoundException", "User does not exist.");
    }

    [Fact]
    public async Task An_address_that_is_another_users_is_refused()
    {
        await _cognito.AddUserAsync(Ada);
        await _cognito.AddUserAsync("bob@example.com");
        var token = await _cognito.AccessTokenAsync(Ada);
        (await _cognito.SendAsync(
            "UpdateUserAttributes",
            $$"""{"AccessToken":"{{token}}","UserAttributes":[{"Name":"email","Value":"bob@example.com"}]}"""))
            .MustFail("AliasExistsException", "An account with the given email already exists.");
        Assert.Equal(Ada, await MyAttributeAsync(token, "email"));
    }

    [Theory]
    [InlineData("custom:plan", "free", "user.custom:plan: Attribute cannot be updated.\n")]
    [InlineData("custom:none", "x",
        "Attributes did not conform to the schema: Type for attribute {custom:none} could not be determined")]
    [InlineData("email", "nowhere", "Invalid email address format.")]
    [InlineData("phone_number", "12", "Invalid phone number format.")]
    public async Task Attributes_keep_to_the_schema(string name, string value, string message)
    {
        await _cognito.AddUserAsync(Ada, ""","UserAttributes":[{"Name":"custom:plan","Value":"pro"}]""");
        var token = await _cognito.AccessTokenAsync(Ada);
        (await _cognito.SendAsync(
            "UpdateUserAttributes",
            $$"""{"AccessToken":"{{token}}","UserAttributes":[{"Name":"{{name}}","Value":"{{value}}"}]}"""))
            .MustFail("InvalidParameterException", message);
    }

    [Fact]
    public async Task A_value_that_is_too_long_is_refused_at_sign_up()
    {
        (await _cognito.SignUpAsync(Ada, more: ""","UserAttributes":[{"Name":"custom:plan","Value":"premium"}]"""))
            .MustFail(
                "InvalidParameterException",
                "Attributes did not conform to the schema: custom:plan: String must be no longer than 5 characters\n");
    }

    [Theory]
    [InlineData("email = \\\"bob@example.com\\\"", "bob@example.com")]
    [InlineData("email ^= \\\"B\\\"", "bob@example.com,bea@example.com")]
    [InlineData("cognito:user_status = \\\"UNCONFIRMED\\\"", "bea@example.com")]
    [InlineData("status = \\\"Disabled\\\"", "")]
    public async Task ListUsers_filters(string filter, string expected)
    {
        await _cognito.AddUserAsync(Ada);
        await _cognito.AddUserAsync("bob@example.com");
        await _cognito.SignUpAsync("bea@example.com");
        var page = await _cognito.AdminAsync(
            "ListUsers", $$"""{"UserPoolId":"{{_cognito.PoolId}}","Filter":"{{filter}}"}""");
        Assert.Equal(expected, string.Join(',', Emails(page)));
    }

    [Fact]
    public async Task ListUsers_pages_in_the_order_of_creation()
    {
        string[] people = [.. Enumerable.Range(0, 5).Select(i => $"user{i}@example.com")];
        foreach (var person in people)
        {
            await _cognito.SignUpAsync(person);
        }

        List<string> seen = [];
        string? token = null;
        do
        {
            var more = token is null ? "" : $",\"PaginationToken\":\"{token}\"";
            var page = await _cognito.AdminAsync(
                "ListUsers", $"{{\"UserPoolId\":\"{_cognito.PoolId}\",\"Limit\":2{more}}}");
            seen.AddRange(Emails(page));
            token = page.Body.TryGetProperty("PaginationToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);
        Assert.Equal(people, seen);
    }

    [Theory]
    [InlineData("custom:plan = \\\"pro\\\"")]
    [InlineData("email = bob")]
    [InlineData("email")]
    public async Task ListUsers_refuses_a_filter_that_Cognito_does_not_know(string filter)
    {
        var answer = await _cognito.SendSignedAsync(
            "ListUsers", $$"""{"UserPoolId":"{{_cognito.PoolId}}","Filter":"{{filter}}"}""");
        Assert.Equal("InvalidParameterException", answer.ErrorCode);
    }

    private string User(string more = "") => UserNamed(Ada, more);

    private string UserNamed(string email, string more = "") =>
        $"{{\"UserPoolId\":\"{_cognito.PoolId}\",\"Username\":\"{email}\"{more}}}";

    private Task<CognitoResponse> RespondAsync(CognitoResponse challenge, string password) => _cognito.SendAsync(
        "RespondToAuthChallenge",
        $$"""
        {"ClientId":"{{_cognito.ClientId}}","ChallengeName":"NEW_PASSWORD_REQUIRED",
         "Session":{{JsonSerializer.Serialize(challenge.Text("Session"))}},
         "ChallengeResponses":{"USERNAME":"{{Ada}}","NEW_PASSWORD":"{{password}}"} }
        """);

    private async Task<string?> MyAttributeAsync(string token, string name)
    {
        var user = await _cognito.AppAsync("GetUser", $$"""{"AccessToken":"{{token}}"}""");
        return Attribute(user.Member("UserAttributes"), name);
    }

    private static string? Attribute(JsonElement attributes, string name) => attributes.EnumerateArray()
        .Where(a => a.GetProperty("Name").GetString() == name).Select(a => a.GetProperty("Value").GetString())
        .SingleOrDefault();

    private static IEnumerable<string> Emails(CognitoResponse page) =>
        page.Member("Users").EnumerateArray().Select(u => Attribute(u.GetProperty("Attributes"), "email")!);
}
