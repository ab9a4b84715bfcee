using System.Text.Json;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>
/// Lock-out, codes, resets and changes of passwords.
/// Documented(https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html).
/// </summary>
public sealed class PasswordTests : IAsyncLifetime
{
    private const string Ada = "ada@example.com";

    private CognitoHost _cognito = null!;

    public async Task InitializeAsync() => _cognito = await CognitoHost.StartAsync();

    public async Task DisposeAsync() => await _cognito.DisposeAsync();

    /// <summary>
    /// https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html (Lockout behavior)
    /// </summary>
    [Fact]
    public async Task Five_wrong_passwords_lock_the_user_for_a_time_that_doubles()
    {
        await _cognito.AddUserAsync(Ada);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await RefusePasswordAsync();
        }

        (await _cognito.SignInAsync(Ada)).MustFail("NotAuthorizedException", "Password attempts exceeded");
        _cognito.Time.Advance(TimeSpan.FromSeconds(1));
        await RefusePasswordAsync();
        _cognito.Time.Advance(TimeSpan.FromSeconds(1));
        (await _cognito.SignInAsync(Ada)).MustFail("NotAuthorizedException", "Password attempts exceeded");
        _cognito.Time.Advance(TimeSpan.FromSeconds(1));
        (await _cognito.SignInAsync(Ada)).MustSucceed();
        await RefusePasswordAsync();
        (await _cognito.SignInAsync(Ada)).MustSucceed();
    }

    [Fact]
    public async Task Five_wrong_codes_close_the_door_even_to_the_right_one()
    {
        (await _cognito.SignUpAsync(Ada)).MustSucceed();
        var code = _cognito.CodeFor(Ada);
        var wrong = code == "000000" ? "000001" : "000000";
        for (var attempt = 0; attempt < 5; attempt++)
        {
            (await _cognito.ConfirmAsync(Ada, wrong))
                .MustFail("CodeMismatchException", "Invalid verification code provided, please try again.");
        }

        (await _cognito.ConfirmAsync(Ada, code))
            .MustFail("LimitExceededException", "Attempt limit exceeded, please try after some time.");
        _cognito.Time.Advance(TimeSpan.FromMinutes(15));
        (await _cognito.ConfirmAsync(Ada, code)).MustSucceed();
    }

    [Fact]
    public async Task A_sign_up_code_is_good_for_a_day_and_a_new_one_replaces_it()
    {
        (await _cognito.SignUpAsync(Ada)).MustSucceed();
        _cognito.Time.Advance(TimeSpan.FromHours(24));
        (await _cognito.ConfirmAsync(Ada, _cognito.CodeFor(Ada)))
            .MustFail("ExpiredCodeException", "Invalid code provided, please request a code again.");
        var answer = await _cognito.AppAsync("ResendConfirmationCode", ClientUser());
        Assert.Equal("a***@e***", answer.Text("CodeDeliveryDetails", "Destination"));
        (await _cognito.ConfirmAsync(Ada, _cognito.CodeFor(Ada))).MustSucceed();
    }

    [Fact]
    public async Task Codes_cannot_be_asked_for_without_end()
    {
        (await _cognito.SignUpAsync(Ada)).MustSucceed();
        for (var sent = 1; sent < 20; sent++)
        {
            await _cognito.AppAsync("ResendConfirmationCode", ClientUser());
        }

        (await _cognito.SendAsync("ResendConfirmationCode", ClientUser()))
            .MustFail("LimitExceededException", "Attempt limit exceeded, please try after some time.");
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_with_a_code_that_is_good_for_an_hour()
    {
        await _cognito.AddUserAsync(Ada);
        await _cognito.AppAsync("ForgotPassword", ClientUser());
        _cognito.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("ExpiredCodeException", (await ResetAsync("Another-Horse-2")).ErrorCode);
        await _cognito.AppAsync("ForgotPassword", ClientUser());
        Assert.Equal("InvalidPasswordException", (await ResetAsync("weak")).ErrorCode);
        (await ResetAsync("Another-Horse-2")).MustSucceed();
        (await _cognito.SignInAsync(Ada, "Another-Horse-2")).MustSucceed();
        (await _cognito.SignInAsync(Ada)).MustFail("NotAuthorizedException", "Incorrect username or password.");
        Assert.Equal("ExpiredCodeException", (await ResetAsync("Third-Horse-3")).ErrorCode);
    }

    [Fact]
    public async Task A_user_without_a_verified_address_cannot_reset()
    {
        (await _cognito.SignUpAsync(Ada)).MustSucceed();
        (await _cognito.SendAsync("ForgotPassword", ClientUser())).MustFail(
            "InvalidParameterException",
            "Cannot reset password for the user as there is no registered/verified email or phone_number");
    }

    [Fact]
    public async Task A_password_is_changed_by_whoever_knows_the_old_one()
    {
        await _cognito.AddUserAsync(Ada);
        var token = await _cognito.AccessTokenAsync(Ada);
        (await ChangeAsync(token, "wrong", "Another-Horse-2"))
            .MustFail("NotAuthorizedException", "Incorrect username or password.");
        Assert.Equal(
            "InvalidPasswordException", (await ChangeAsync(token, CognitoHost.Password, "weak")).ErrorCode);
        (await ChangeAsync(token, CognitoHost.Password, "Another-Horse-2")).MustSucceed();
        (await _cognito.SignInAsync(Ada, "Another-Horse-2")).MustSucceed();
    }

    /// <summary>
    /// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
    /// </summary>
    [Theory]
    [InlineData("ForgotPassword", "", "UserNotFoundException", "")]
    [InlineData("ResendConfirmationCode", "", "UserNotFoundException", "")]
    [InlineData("ConfirmSignUp", ",\"ConfirmationCode\":\"1\"", "UserNotFoundException", "ExpiredCodeException")]
    [InlineData(
        "ConfirmForgotPassword",
        ",\"ConfirmationCode\":\"1\",\"Password\":\"x\"",
        "UserNotFoundException",
        "CodeMismatchException")]
    [InlineData(
        "InitiateAuth",
        ",\"AuthFlow\":\"USER_PASSWORD_AUTH\",\"AuthParameters\":{\"USERNAME\":\"n@example.com\",\"PASSWORD\":\"x\"}",
        "UserNotFoundException",
        "NotAuthorizedException")]
    public async Task A_client_can_hide_who_exists(string operation, string more, string legacy, string hidden)
    {
        var hiding = await _cognito.CreateClientAsync(_cognito.PoolId, "\"PreventUserExistenceErrors\":\"ENABLED\"");
        var name = operation == "InitiateAuth" ? "" : ",\"Username\":\"n@example.com\"";
        Assert.Equal(
            legacy,
            (await _cognito.SendAsync(operation, $"{{\"ClientId\":\"{_cognito.ClientId}\"{name}{more}}}")).ErrorCode);
        var answer = await _cognito.SendAsync(operation, $"{{\"ClientId\":\"{hiding}\"{name}{more}}}");
        Assert.Equal(hidden, answer.ErrorCode);
        if (hidden.Length == 0)
        {
            Assert.Equal("n***@e***", answer.Text("CodeDeliveryDetails", "Destination"));
        }
    }

    /// <summary>
    /// The same page; for a confirmed user https://github.com/aws-amplify/amplify-js/issues/14762.
    /// </summary>
    [Theory]
    [InlineData("ForgotPassword", "", "a***@e***")]
    [InlineData("ResendConfirmationCode", "", "a***@e***")]
    [InlineData("ConfirmForgotPassword", ",\"ConfirmationCode\":\"1\",\"Password\":\"x\"", "CodeMismatchException")]
    public async Task Who_exists_is_answered_as_who_does_not(string operation, string more, string hidden)
    {
        var hiding = await _cognito.CreateClientAsync(_cognito.PoolId, "\"PreventUserExistenceErrors\":\"ENABLED\"");
        string[] names = ["a@example.com", "alan@example.com", "anna@example.com"];
        await _cognito.AddUserAsync(names[1]);
        await _cognito.AddUserAsync(names[2]);
        await _cognito.AdminAsync(
            "AdminDisableUser", $$"""{"UserPoolId":"{{_cognito.PoolId}}","Username":"{{names[2]}}"}""");
        foreach (var name in names)
        {
            var user = $"\"ClientId\":\"{hiding}\",\"Username\":\"{name}\"";
            (await _cognito.SendAsync("ForgotPassword", $"{{{user}}}")).MustSucceed();
            var answer = await _cognito.SendAsync(operation, $"{{{user}{more}}}");
            Assert.Equal(
                hidden,
                answer.ErrorCode.Length > 0 ? answer.ErrorCode : answer.Text("CodeDeliveryDetails", "Destination"));
        }
    }

    [Fact]
    public async Task Passwords_are_kept_only_as_verifier_and_hash()
    {
        await _cognito.AddUserAsync(Ada);
        var answer = await _cognito.AdminAsync(
            "AdminGetUser", JsonSerializer.Serialize(new { UserPoolId = _cognito.PoolId, Username = Ada }));
        Assert.DoesNotContain(CognitoHost.Password, answer.Body.ToString(), StringComparison.Ordinal);
    }

    private async Task RefusePasswordAsync() => (await _cognito.SignInAsync(Ada, "wrong"))
        .MustFail("NotAuthorizedException", "Incorrect username or password.");

    private string ClientUser() => $$"""{"ClientId":"{{_cognito.ClientId}}","Username":"{{Ada}}"}""";

    private Task<CognitoResponse> ResetAsync(string password) => _cognito.SendAsync(
        "ConfirmForgotPassword",
        $$"""
        {"ClientId":"{{_cognito.ClientId}}","Username":"{{Ada}}","Password":"{{password}}",
         "ConfirmationCode":"{{_cognito.CodeFor(Ada)}}"}
        """);

    private Task<CognitoResponse> ChangeAsync(string token, string old, string next) => _cognito.SendAsync(
        "ChangePassword",
        $$"""{"AccessToken":"{{token}}","PreviousPassword":"{{old}}","ProposedPassword":"{{next}}"}""");
}
