using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Cognito.Triggers;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Lambda;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>
/// Events and errors: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html.
/// </summary>
public sealed class TriggerTests
{
    private const string Arn = "arn:aws:lambda:us-east-1:123456789012:function:hook";

    [Fact]
    public async Task Sign_up_and_confirmation_call_the_pools_functions_with_the_documented_events()
    {
        List<JsonElement> events = [];
        await using var cognito = await StartAsync(
            e =>
            {
                events.Add(e);
                return e.ToString();
            },
            "PreSignUp",
            "PostConfirmation",
            "CustomMessage");
        var sub = await cognito.AddUserAsync("ada@example.com", ""","ClientMetadata":{"from":"test"}""");

        Assert.Equal(
            ["PreSignUp_SignUp", "CustomMessage_SignUp", "PostConfirmation_ConfirmSignUp"],
            events.Select(e => e.GetProperty("triggerSource").GetString()));
        Assert.All(events, e =>
        {
            Assert.Equal("1", e.GetProperty("version").GetString());
            Assert.Equal("us-east-1", e.GetProperty("region").GetString());
            Assert.Equal(cognito.PoolId, e.GetProperty("userPoolId").GetString());
            Assert.Equal(sub, e.GetProperty("userName").GetString());
            Assert.Equal(cognito.ClientId, e.GetProperty("callerContext").GetProperty("clientId").GetString());
        });
        Assert.Equal("""{"from":"test"}""", Request(events[0]).GetProperty("clientMetadata").ToString());
        Assert.False(Request(events[0]).GetProperty("userAttributes").TryGetProperty("sub", out _));
        Assert.Equal("{####}", Request(events[1]).GetProperty("codeParameter").GetString());
        var confirmed = Request(events[2]).GetProperty("userAttributes");
        Assert.Equal(sub, confirmed.GetProperty("sub").GetString());
        Assert.Equal("CONFIRMED", confirmed.GetProperty("cognito:user_status").GetString());
        Assert.Equal("true", confirmed.GetProperty("email_verified").GetString());
    }

    [Fact]
    public async Task PreSignUp_can_confirm_and_verify()
    {
        List<string> sources = [];
        await using var cognito = await StartAsync(
            e =>
            {
                sources.Add(e.GetProperty("triggerSource").GetString()!);
                return """{"response":{"autoConfirmUser":true,"autoVerifyEmail":true,"autoVerifyPhone":false}}""";
            },
            "PreSignUp",
            "PostConfirmation");
        var answer = (await cognito.SignUpAsync("ada@example.com")).MustSucceed();
        Assert.True(answer.Member("UserConfirmed").GetBoolean());
        Assert.False(answer.Body.TryGetProperty("CodeDeliveryDetails", out _));
        Assert.Equal(["PreSignUp_SignUp", "PostConfirmation_ConfirmSignUp"], sources);
        (await cognito.SignInAsync("ada@example.com")).MustSucceed();
    }

    [Fact]
    public async Task A_refusal_of_PreSignUp_leaves_no_user()
    {
        var isOpen = false;
        await using var cognito = await StartAsync(
            e => isOpen ? e.ToString() : throw new InvalidOperationException("Not on the list"), "PreSignUp");
        (await cognito.SignUpAsync("ada@example.com"))
            .MustFail("UserLambdaValidationException", "PreSignUp failed with error Not on the list.");
        isOpen = true;
        (await cognito.SignUpAsync("ada@example.com")).MustSucceed();
    }

    /// <summary>https://github.com/aws-amplify/amplify-cli/issues/2735: "the user is actually confirmed".</summary>
    [Fact]
    public async Task A_user_stays_confirmed_where_PostConfirmation_fails()
    {
        await using var cognito = await StartAsync(
            _ => throw new InvalidOperationException("Table is gone"), "PostConfirmation");
        (await cognito.SignUpAsync("ada@example.com")).MustSucceed();
        (await cognito.ConfirmAsync("ada@example.com", cognito.CodeFor("ada@example.com")))
            .MustFail("UserLambdaValidationException", "PostConfirmation failed with error Table is gone.");
        (await cognito.SignInAsync("ada@example.com")).MustSucceed();
        (await cognito.ConfirmAsync("ada@example.com", "123456"))
            .MustFail("NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED");
    }

    [Fact]
    public async Task PostConfirmation_can_tell_a_reset_and_an_administrator_from_a_sign_up()
    {
        List<(string? Source, string? Client)> calls = [];
        await using var cognito = await StartAsync(
            e =>
            {
                calls.Add((
                    e.GetProperty("triggerSource").GetString(),
                    e.GetProperty("callerContext").GetProperty("clientId").GetString()));
                return e.ToString();
            },
            "PostConfirmation");
        await cognito.SignUpAsync("ada@example.com");
        await cognito.AdminAsync(
            "AdminConfirmSignUp", $$"""{"UserPoolId":"{{cognito.PoolId}}","Username":"ada@example.com"}""");
        await cognito.AddUserAsync("bob@example.com");
        await cognito.AppAsync(
            "ForgotPassword", $$"""{"ClientId":"{{cognito.ClientId}}","Username":"bob@example.com"}""");
        await cognito.AppAsync(
            "ConfirmForgotPassword",
            $$"""
            {"ClientId":"{{cognito.ClientId}}","Username":"bob@example.com","Password":"Another-Horse-2",
             "ConfirmationCode":"{{cognito.CodeFor("bob@example.com")}}"}
            """);
        Assert.Equal(
            [
                ("PostConfirmation_ConfirmSignUp", "CLIENT_ID_NOT_APPLICABLE"),
                ("PostConfirmation_ConfirmSignUp", cognito.ClientId),
                ("PostConfirmation_ConfirmForgotPassword", cognito.ClientId),
            ],
            calls);
    }

    [Fact]
    public async Task CustomMessage_writes_the_mail_around_the_code()
    {
        await using var cognito = await StartAsync(
            _ => """{"response":{"emailSubject":"Hello","emailMessage":"<b>{####}</b>","smsMessage":null}}""",
            "CustomMessage");
        await cognito.SignUpAsync("ada@example.com");
        var (subject, html) = cognito.MailFor("ada@example.com");
        Assert.Equal("Hello", subject);
        Assert.Matches("^<b>[0-9]{6}</b>$", html);
    }

    [Fact]
    public async Task PreTokenGeneration_changes_the_id_token()
    {
        List<string?> sources = [];
        await using var cognito = await StartAsync(
            e =>
            {
                sources.Add(e.GetProperty("triggerSource").GetString());
                return """
                    {"response":{"claimsOverrideDetails":{
                     "claimsToAddOrOverride":{"plan":"pro","sub":"stolen"},"claimsToSuppress":["email"],
                     "groupOverrideDetails":{"groupsToOverride":["admins"]}}}}
                    """;
            },
            "PreTokenGeneration");
        var sub = await cognito.AddUserAsync("ada@example.com");
        var signIn = (await cognito.SignInAsync("ada@example.com")).MustSucceed();
        var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(
            signIn.Text("AuthenticationResult", "IdToken").Split('.')[1])).RootElement;
        Assert.Equal("pro", claims.GetProperty("plan").GetString());
        Assert.Equal(sub, claims.GetProperty("sub").GetString());
        Assert.False(claims.TryGetProperty("email", out _));
        Assert.Equal("admins", claims.GetProperty("cognito:groups")[0].GetString());
        var refresh = signIn.Text("AuthenticationResult", "RefreshToken");
        await cognito.AppAsync(
            "GetTokensFromRefreshToken", $$"""{"ClientId":"{{cognito.ClientId}}","RefreshToken":"{{refresh}}"}""");
        Assert.Equal(["TokenGeneration_Authentication", "TokenGeneration_RefreshTokens"], sources);
    }

    [Theory]
    [InlineData("null", "Unrecognizable lambda output")]
    [InlineData("[]", "Unrecognizable lambda output")]
    [InlineData("{}", "Unrecognizable lambda output")]
    [InlineData("""{"response":1}""", "Unrecognizable lambda output")]
    [InlineData("""{"response":{"autoConfirmUser":"yes"}}""", "Unrecognizable lambda output")]
    [InlineData("", "Invalid lambda function output : Invalid JSON")]
    [InlineData("done", "Invalid lambda function output : Invalid JSON")]
    public async Task Refuses_an_answer_that_is_no_event(string answer, string message)
    {
        var error = await FailAsync(new FixedTriggers(new TriggerResult.Returned(Encoding.UTF8.GetBytes(answer))));
        Assert.Equal(("InvalidLambdaResponseException", 400, message), (error.Code, error.Status, error.Message));
    }

    [Fact]
    public async Task Fails_loudly_where_there_is_no_such_function()
    {
        var error = await FailAsync(new FixedTriggers(new TriggerResult.Absent()));
        Assert.Equal("UnexpectedLambdaException", error.Code);
        Assert.Equal("PreSignUp invocation failed due to configuration.", error.Message);
    }

    [Fact]
    public async Task Tries_a_throttled_function_three_times()
    {
        var answers = new FixedTriggers(new TriggerResult.Throttled());
        Assert.Equal("UnexpectedLambdaException", (await FailAsync(answers)).Code);
        Assert.Equal(3, answers.Count);
    }

    [Fact]
    public async Task Tries_a_failed_function_once()
    {
        var answers = new FixedTriggers(new TriggerResult.Failed("""{"errorMessage":"No."}"""u8.ToArray()));
        var error = await FailAsync(answers);
        Assert.Equal(("UserLambdaValidationException", "PreSignUp failed with error No."), (error.Code, error.Message));
        Assert.Equal(1, answers.Count);
    }

    /// <summary>The text: https://github.com/furaiev/amazon-cognito-identity-dart-2/issues/204.</summary>
    [Fact]
    public async Task Gives_up_after_three_attempts_of_five_seconds()
    {
        var time = new ManualTime();
        var answers = new FixedTriggers(null);
        var failed = FailAsync(answers, time);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.False(failed.IsCompleted);
            await answers.Called(attempt);
            time.Advance(TimeSpan.FromSeconds(5));
        }

        var error = await failed;
        Assert.Equal("UnexpectedLambdaException", error.Code);
        Assert.Equal(
            "PreSignUp invocation failed due to error Socket timeout while invoking Lambda function.", error.Message);
        Assert.Equal(3, answers.Count);
    }

    private static async Task<AwsError> FailAsync(ITriggers functions, TimeProvider? time = null)
    {
        var triggers = new UserPoolTriggers(new TriggerInvoker(functions, time ?? TimeProvider.System));
        var call = Samples.Call(new TriggerFunctions(PreSignUp: Arn));
        var thrown = await Assert.ThrowsAsync<AwsException>(() => triggers.PreSignUpAsync(
            call, "PreSignUp_SignUp", new Dictionary<string, string>(), CancellationToken.None));
        return thrown.Error;
    }

    /// <summary>A host whose pool calls one function for each of the given triggers.</summary>
    private static Task<CognitoHost> StartAsync(Func<JsonElement, string> handle, params string[] triggers) =>
        CognitoHost.StartAsync(
            $$"""
            "UsernameAttributes":["email"],"AutoVerifiedAttributes":["email"],
            "LambdaConfig":{{{string.Join(',', triggers.Select(t => $"\"{t}\":\"{Arn}\""))}} }
            """,
            functions: LambdaHost.InProcess(async (runtime, _, stop) =>
            {
                while (true)
                {
                    var next = await runtime.NextAsync(stop);
                    await AnswerAsync(runtime, next, handle);
                }
            }),
            function: "hook");

    private static async Task AnswerAsync(Runtime runtime, Runtime.Event next, Func<JsonElement, string> handle)
    {
        try
        {
            var answer = handle(JsonDocument.Parse(next.Payload).RootElement);
            using var _ = await runtime.RespondAsync(next.RequestId, answer);
        }
        catch (InvalidOperationException e)
        {
            var error = JsonSerializer.Serialize(new { errorMessage = e.Message, errorType = "Error" });
            using var _ = await runtime.PostAsync($"invocation/{next.RequestId}/error", error);
        }
    }

    private static JsonElement Request(JsonElement triggerEvent) => triggerEvent.GetProperty("request");

    /// <summary>Always the same result; with none it never returns.</summary>
    private sealed class FixedTriggers(TriggerResult? result) : ITriggers
    {
        private readonly Channel<int> _calls = Channel.CreateUnbounded<int>();

        public int Count { get; private set; }

        public async Task Called(int count)
        {
            Assert.Equal(count, await _calls.Reader.ReadAsync());
        }

        public async ValueTask<TriggerResult> InvokeAsync(
            string functionArn, ReadOnlyMemory<byte> payload, CancellationToken giveUp)
        {
            Count++;
            _calls.Writer.TryWrite(Count);
            if (result is null)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, giveUp);
            }

            return result!;
        }
    }
}
