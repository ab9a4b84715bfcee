using System.Net;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>Documented(https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html).</summary>
public sealed class SignUpTests : IAsyncLifetime
{
    private CognitoHost _cognito = null!;

    public async Task InitializeAsync() => _cognito = await CognitoHost.StartAsync();

    public async Task DisposeAsync() => await _cognito.DisposeAsync();

    [Fact]
    public async Task Signs_up_confirms_and_signs_in()
    {
        var signUp = (await _cognito.SignUpAsync("ada@example.com")).MustSucceed();
        Assert.False(signUp.Member("UserConfirmed").GetBoolean());
        Assert.Equal("a***@e***", signUp.Text("CodeDeliveryDetails", "Destination"));
        Assert.Equal("EMAIL", signUp.Text("CodeDeliveryDetails", "DeliveryMedium"));
        Assert.Equal("email", signUp.Text("CodeDeliveryDetails", "AttributeName"));
        (await _cognito.SignInAsync("ada@example.com"))
            .MustFail("UserNotConfirmedException", "User is not confirmed.");

        (await _cognito.ConfirmAsync("ada@example.com", _cognito.CodeFor("ada@example.com"))).MustSucceed();
        var signIn = (await _cognito.SignInAsync("ADA@example.com")).MustSucceed();
        Assert.Equal("Bearer", signIn.Text("AuthenticationResult", "TokenType"));
        Assert.Equal(3_600, signIn.Member("AuthenticationResult", "ExpiresIn").GetInt32());
    }

    /// <summary>amazon-cognito-identity-js sends it as its users ask, whether or not the pool has aliases.</summary>
    [Fact]
    public async Task Takes_ForceAliasCreation_where_no_alias_can_be_another_users()
    {
        (await _cognito.SignUpAsync("ada@example.com")).MustSucceed();
        (await _cognito.SendAsync(
            "ConfirmSignUp",
            $$"""
            {"ClientId":"{{_cognito.ClientId}}","Username":"ada@example.com","ForceAliasCreation":true,
             "ConfirmationCode":"{{_cognito.CodeFor("ada@example.com")}}"}
            """)).MustSucceed();
    }

    [Fact]
    public async Task A_name_and_a_verified_alias_both_sign_in()
    {
        var pool = await _cognito.CreatePoolAsync(
            "aliases", "\"AliasAttributes\":[\"email\"],\"AutoVerifiedAttributes\":[\"email\"]");
        var client = await _cognito.CreateClientAsync(pool);
        string Named(string name, string more) =>
            $"{{\"ClientId\":\"{client}\",\"Username\":\"{name}\"{more}}}";
        const string attributes = ",\"Password\":\"" + CognitoHost.Password
            + "\",\"UserAttributes\":[{\"Name\":\"email\",\"Value\":\"ada@example.com\"}]";
        await _cognito.AppAsync("SignUp", Named("ada", attributes));
        string SignIn(string name) =>
            $"{{\"ClientId\":\"{client}\",\"AuthFlow\":\"USER_PASSWORD_AUTH\",\"AuthParameters\":"
            + $"{{\"USERNAME\":\"{name}\",\"PASSWORD\":\"{CognitoHost.Password}\"}}}}";
        (await _cognito.SendAsync("InitiateAuth", SignIn("ada@example.com")))
            .MustFail("UserNotFoundException", "User does not exist.");
        await _cognito.AppAsync(
            "ConfirmSignUp", Named("ada", $",\"ConfirmationCode\":\"{_cognito.CodeFor("ada@example.com")}\""));
        await _cognito.AppAsync("InitiateAuth", SignIn("ada"));
        await _cognito.AppAsync("InitiateAuth", SignIn("ada@example.com"));

        // A second user may claim the address, but cannot prove it while it is another's alias.
        await _cognito.AppAsync("SignUp", Named("eve", attributes));
        (await _cognito.SendAsync(
            "ConfirmSignUp", Named("eve", $",\"ConfirmationCode\":\"{_cognito.CodeFor("ada@example.com")}\"")))
            .MustFail("AliasExistsException", "An account with the given email already exists.");
    }

    [Fact]
    public async Task Mails_the_code()
    {
        await _cognito.SignUpAsync("ada@example.com");
        var (subject, html) = _cognito.MailFor("ada@example.com");
        Assert.Equal("Your verification code", subject);
        Assert.Matches("^Your confirmation code is [0-9]{6}$", html);
    }

    [Fact]
    public async Task Refuses_an_address_that_is_taken_whatever_its_case()
    {
        await _cognito.SignUpAsync("ada@example.com");
        (await _cognito.SignUpAsync("ADA@EXAMPLE.COM"))
            .MustFail("UsernameExistsException", "An account with the given email already exists.");
    }

    [Theory]
    [InlineData("Ab1-xyz", "Password not long enough")]
    [InlineData("ABCDEFG1-", "Password must have lowercase characters")]
    [InlineData("abcdefg1-", "Password must have uppercase characters")]
    [InlineData("Abcdefgh-", "Password must have numeric characters")]
    [InlineData("Abcdefgh1", "Password must have symbol characters")]
    public async Task Refuses_a_weak_password(string password, string why)
    {
        (await _cognito.SignUpAsync("ada@example.com", password))
            .MustFail("InvalidPasswordException", $"Password did not conform with policy: {why}");
    }

    [Fact]
    public async Task Checks_the_name_then_the_attributes_then_the_password()
    {
        const string wrong = ""","UserAttributes":[{"Name":"custom:none","Value":"x"}]""";
        (await _cognito.SignUpAsync("ada", "weak", wrong))
            .MustFail("InvalidParameterException", "Username should be an email.");
        (await _cognito.SignUpAsync("ada@example.com", "weak", wrong)).MustFail(
            "InvalidParameterException",
            "Attributes did not conform to the schema: Type for attribute {custom:none} could not be determined");
        Assert.Equal(
            "InvalidPasswordException", (await _cognito.SignUpAsync("ada@example.com", "weak")).ErrorCode);
    }

    [Theory]
    [InlineData("sub")]
    [InlineData("email_verified")]
    public async Task Lets_no_app_write_what_only_Cognito_may(string attribute)
    {
        (await _cognito.SignUpAsync(
            "ada@example.com", more: $$""","UserAttributes":[{"Name":"{{attribute}}","Value":"true"}]"""))
            .MustFail("NotAuthorizedException", "A client attempted to write unauthorized attribute");
    }

    [Fact]
    public async Task Refuses_an_unknown_client()
    {
        (await _cognito.SendAsync("SignUp", """{"ClientId":"none","Username":"a@b.c","Password":"x"}"""))
            .MustFail("ResourceNotFoundException", "User pool client none does not exist.");
    }

    [Fact]
    public async Task Refuses_an_operation_that_it_does_not_do_with_400_so_that_no_client_retries()
    {
        var answer = await _cognito.SendAsync("AssociateSoftwareToken", "{}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("UnknownOperationException", answer.ErrorCode);
        Assert.Contains("AssociateSoftwareToken", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_an_administrators_call_without_a_signature()
    {
        var answer = await _cognito.SendAsync("ListUserPools", """{"MaxResults":10}""");
        Assert.Equal("MissingAuthenticationTokenException", answer.ErrorCode);
    }

    [Fact]
    public async Task Refuses_a_member_that_AWS_knows_and_Cognito_here_does_not_do()
    {
        var answer = await _cognito.SignUpAsync("ada@example.com", more: ""","SecretHash":"x" """);
        Assert.Equal("NotImplementedException", answer.ErrorCode);
        Assert.Contains(": SecretHash in Cognito SignUp.", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ignores_a_member_that_AWS_does_not_know() =>
        (await _cognito.SignUpAsync("ada@example.com", more: ""","Favourite":{"Colour":"blue"}""")).MustSucceed();

    /// <summary>Amplify and the SDKs for phones send both where analytics or threat protection is configured.</summary>
    [Fact]
    public async Task Takes_what_feeds_only_analytics_and_threat_protection() => (await _cognito.SignUpAsync(
        "ada@example.com",
        more: ""","AnalyticsMetadata":{"AnalyticsEndpointId":"e"},"UserContextData":{"EncodedData":"d"}"""))
        .MustSucceed();
}
