using System.Text.Json;
using Onboarding.Functions.Randomness;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.Functions.Users.Passwords;

namespace Onboarding.Functions.Tests.Login;

public sealed class LoginFunctionTests
{
    private const string Password = "Vexing-Plumbus-7";

    private static readonly RandomSource Random = SeededRandom.From(1);

    private readonly CredentialTable _table = new(PasswordHash.Of(Password, Random));

    [Fact]
    public async Task Answers_200_with_the_user_and_no_token()
    {
        await using var function = await FunctionUnderTest.StartAsync("Login", _table.Answer);

        var answer = await LoginAsync(function, "ADA", Password);

        Assert.Equal(200, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal(
            $$"""{"userId":"{{CredentialTable.UserId}}","status":"completed"}""",
            answer.GetProperty("body").GetString());
        Assert.Equal("no-store", answer.GetProperty("headers").GetProperty("cache-control").GetString());
        Assert.Equal(0, _table.Failures);
    }

    [Fact]
    public async Task Gives_an_unknown_name_a_wrong_password_and_a_locked_name_the_same_answer()
    {
        var clock = ManualClock.StartedNow();
        // The deadline comes from outside and must not pass while the lock does.
        await using var function = await FunctionUnderTest.StartAsync(
            "Login", _table.Answer, timeoutMilliseconds: 3_600_000, time: clock);

        var unknown = await LoginAsync(function, "eve", Password);
        var wrong = await LoginAsync(function, "ada", "wrong");
        for (var i = 0; i < 4; i++)
        {
            await LoginAsync(function, "ada", "wrong");
        }

        var locked = await LoginAsync(function, "ada", Password);

        Assert.Equal(401, unknown.GetProperty("statusCode").GetInt32());
        Assert.Equal(unknown.GetRawText(), wrong.GetRawText());
        Assert.Equal(unknown.GetRawText(), locked.GetRawText());
        Assert.Equal(1, _table.Lockouts);

        clock.Advance(TimeSpan.FromMinutes(15));
        var again = await LoginAsync(function, "ada", Password);
        Assert.Equal(200, again.GetProperty("statusCode").GetInt32());
        Assert.Equal(0, _table.Lockouts);
    }

    [Fact]
    public async Task A_lock_does_not_outlast_a_clock_that_is_set_back()
    {
        var clock = ManualClock.StartedNow();
        await using var function = await FunctionUnderTest.StartAsync("Login", _table.Answer, time: clock);
        for (var i = 0; i < 5; i++)
        {
            await LoginAsync(function, "ada", "wrong");
        }

        Assert.Equal(1, _table.Lockouts);
        clock.Advance(TimeSpan.FromDays(-7));

        Assert.Equal(200, (await LoginAsync(function, "ada", Password)).GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task Makes_the_same_calls_for_a_known_an_unknown_and_a_locked_name()
    {
        await using var function = await FunctionUnderTest.StartAsync("Login", _table.Answer);

        await LoginAsync(function, "eve", Password);
        await LoginAsync(function, "ada", "wrong");
        for (var i = 0; i < 4; i++)
        {
            await LoginAsync(function, "ada", "wrong");
        }

        await LoginAsync(function, "ada", "wrong");

        Assert.Equal(
            Enumerable.Repeat(new[] { "GetItem", "UpdateItem" }, 7).SelectMany(calls => calls),
            function.Aws.Requests.Select(request => request.Operation));
    }

    [Fact]
    public async Task Counts_an_attempt_before_it_looks_at_the_password()
    {
        // Another attempt is counted between each of our reads and writes: nothing may be verified on the side.
        await using var function = await FunctionUnderTest.StartAsync("Login", request =>
            request.Operation == "UpdateItem" ? DynamoDb.ConditionFailed : _table.Answer(request));

        var answer = await LoginAsync(function, "ada", Password);

        Assert.Equal(401, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal(6, function.Aws.Requests.Count(request => request.Operation == "UpdateItem"));
    }

    [Fact]
    public async Task Renews_a_hash_with_outdated_parameters()
    {
        var table = new CredentialTable(PasswordHash.Of(Password, Random, iterations: 1_000));
        await using var function = await FunctionUnderTest.StartAsync("Login", table.Answer);

        await LoginAsync(function, "ada", "wrong");
        Assert.StartsWith("pbkdf2-sha512$1000$", table.Password, StringComparison.Ordinal);
        var answer = await LoginAsync(function, "ada", Password);

        Assert.Equal(200, answer.GetProperty("statusCode").GetInt32());
        Assert.StartsWith("pbkdf2-sha512$210000$", table.Password, StringComparison.Ordinal);
        Assert.True(PasswordHash.Parse(table.Password).Verify(Password));
    }

    [Theory]
    [InlineData("email_claimed_by_verified_user", 401)]
    [InlineData("email_claimed_by_registration", 401)]
    [InlineData("domain_not_registered", 200)]
    public async Task Refuses_whoever_had_claimed_an_address_that_is_anothers(string reason, int status)
    {
        var table = new CredentialTable(PasswordHash.Of(Password, Random, iterations: 1)) { Reason = reason };
        await using var function = await FunctionUnderTest.StartAsync("Login", table.Answer);

        var answer = await LoginAsync(function, "ada", Password);

        Assert.Equal(status, answer.GetProperty("statusCode").GetInt32());
        if (status == 401)
        {
            Assert.Equal((await LoginAsync(function, "eve", Password)).GetRawText(), answer.GetRawText());
        }
    }

    [Fact]
    public async Task Refuses_whoever_is_no_user_any_more()
    {
        var table = new CredentialTable(PasswordHash.Of(Password, Random, iterations: 1)) { UserExists = false };
        await using var function = await FunctionUnderTest.StartAsync("Login", table.Answer);

        Assert.Equal(401, (await LoginAsync(function, "ada", Password)).GetProperty("statusCode").GetInt32());
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"username":"ada"}""", 400)]
    [InlineData("""{"username":1,"password":2}""", 400)]
    [InlineData("""{"username":"ada","password":"x","otp":"1"}""", 400)]
    [InlineData("""{"username":"no such name!","password":"x"}""", 401)]
    public async Task Checks_the_body_first(string body, int status)
    {
        await using var function = await FunctionUnderTest.StartAsync("Login", _table.Answer);

        var answer = await PostAsync(function, body);

        Assert.Equal(status, answer.GetProperty("statusCode").GetInt32());
        Assert.Empty(function.Aws.Requests);
    }

    [Fact]
    public async Task Leaves_no_secret_and_no_name_in_logs_and_spans()
    {
        await using var function = await FunctionUnderTest.StartAsync("Login", _table.Answer);

        await LoginAsync(function, "ada", "wrong-Plumbus-8");
        await LoginAsync(function, "ada", Password);

        var seen = function.Seen();
        Assert.Contains(CredentialTable.UserId, seen, StringComparison.Ordinal);
        foreach (var secret in new[] { "Plumbus", "pbkdf2", "username#" })
        {
            Assert.DoesNotContain(secret, seen, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static Task<JsonElement> LoginAsync(FunctionUnderTest function, string username, string password) =>
        PostAsync(function, $$"""{"username":"{{username}}","password":"{{password}}"}""");

    private static async Task<JsonElement> PostAsync(FunctionUnderTest function, string body)
    {
        var posted = await function.InvokeAsync(
            Samples.HttpRequest("POST /login", """{"content-type":"application/json"}""", body: body));
        Assert.Equal("response", posted.Kind);
        return JsonDocument.Parse(posted.Request.Body).RootElement;
    }
}
