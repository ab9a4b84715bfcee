using System.Net;
using Onboarding.IntegrationTests.Host;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Identity;

/// <summary><c>users seed FILE</c> as a person types it, against a running stack.</summary>
public sealed class SeedUsersTests : IClassFixture<RunningStack>
{
    private readonly RunningStack _stack;
    private readonly UserPoolApi _pool;

    public SeedUsersTests(RunningStack stack)
    {
        _stack = stack;
        _pool = new UserPoolApi(stack);
    }

    [Fact]
    public async Task Seeded_users_sign_in_and_a_second_run_changes_nothing()
    {
        var lines = $$"""
            {"email":"seed.one@example.com","name":"One","password":"{{UserPoolApi.Password}}","firstName":"Una"}

            {"email":"Seed.Two@example.com","name":"Zwei","password":"{{UserPoolApi.Password}}","lastName":"Zwei"}
            """;
        var (code, output, error) = await SeedAsync(lines);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal($"2 users in {_pool.PoolId}: 2 created, 0 existed.", output);
        await _pool.SignInAsync("seed.two@example.com");
        var user = await UserAsync("seed.one@example.com");
        Assert.Contains("\"CONFIRMED\"", user, StringComparison.Ordinal);
        Assert.Contains("""{"Name":"custom:firstName","Value":"Una"}""", user, StringComparison.Ordinal);
        Assert.Contains("""{"Name":"email_verified","Value":"true"}""", user, StringComparison.Ordinal);
        Assert.Empty(await _stack.MailsAsync("seed.one@example.com"));

        var again = await SeedAsync(lines.Replace(UserPoolApi.Password, "Another-Horse-7-Battery"));
        Assert.Equal($"2 users in {_pool.PoolId}: 0 created, 2 existed.", again.Output);
        Assert.Equal(user, await UserAsync("seed.one@example.com"));
        await _pool.SignInAsync("seed.one@example.com");
    }

    [Fact]
    public async Task A_run_goes_on_where_another_stopped_and_leaves_who_was_invited_alone()
    {
        await _pool.CallAsync("AdminCreateUser", Halfway("half@example.com", "Half"), signed: true);
        await _pool.CallAsync("AdminCreateUser", Halfway("invited@example.com", "Invited"), signed: true);
        var (code, output, _) = await SeedAsync($$"""
            [{"email":"half@example.com","name":"Half","password":"{{UserPoolApi.Password}}"},
             {"email":"invited@example.com","name":"Somebody","password":"{{UserPoolApi.Password}}"}]
            """);
        Assert.Equal(0, code);
        Assert.EndsWith(": 1 created, 1 existed.", output, StringComparison.Ordinal);
        await _pool.SignInAsync("half@example.com");
        Assert.Contains("FORCE_CHANGE_PASSWORD", await UserAsync("invited@example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_a_file_is_named_before_anything_is_written()
    {
        var error = await FailAsync($$"""
            {"email":"fine@example.com","name":"Fine","password":"{{UserPoolApi.Password}}"}
            {"email":"cut@example.com"
            {"email":"nobody","password":"Short-Secret","surname":"X"}
            {"email":"FINE@example.com","name":"Twice","password":"{{UserPoolApi.Password}}"}
            [1]
            """);
        foreach (var fault in new[]
        {
            "line 2: is not JSON", "line 3: 'surname' is not one of", "line 3: email must contain an @",
            "line 3: name is missing", "line 3: password must have a digit", "line 4: email is that of line 1",
            "line 5: is not a JSON object",
        })
        {
            Assert.Contains(fault, error, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Short-Secret", error, StringComparison.Ordinal);
        var (status, _) = await _pool.TryCallAsync(
            "AdminGetUser", new { UserPoolId = _pool.PoolId, Username = "fine@example.com" }, signed: true);
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Theory]
    [InlineData("[{\n\"email\" 1}]", "line 2: is not JSON")]
    [InlineData("[7, {}]", "user 1: is not a JSON object", "user 2: email is missing", "user 2: password is missing")]
    [InlineData(" \n", "there is no user in it")]
    public async Task A_bad_file_is_one_clear_line(string text, params string[] faults)
    {
        var error = await FailAsync(text);
        Assert.All(faults, fault => Assert.Contains(fault, error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_names_the_user_by_place_and_says_how_many_were_done()
    {
        var error = await FailAsync(
            $$"""{"email":"lost@example.com","name":"Lost","password":"{{UserPoolApi.Password}}"}""",
            "--user-pool",
            "us-east-1_NoSuchOne");
        Assert.Contains("stopped at line 1: ", error, StringComparison.Ordinal);
        Assert.Contains("ResourceNotFoundException", error, StringComparison.Ordinal);
        Assert.Contains("of 1 users were 0 created, 0 existed", error, StringComparison.Ordinal);
        Assert.DoesNotContain("lost@", error, StringComparison.Ordinal);
    }

    private object Halfway(string email, string name) => new
    {
        UserPoolId = _pool.PoolId,
        Username = email,
        MessageAction = "SUPPRESS",
        UserAttributes = new object[]
        {
            new { Name = "email", Value = email },
            new { Name = "email_verified", Value = "true" },
            new { Name = "name", Value = name },
        },
    };

    private async Task<string> UserAsync(string email) =>
        (await _pool.CallAsync("AdminGetUser", new { UserPoolId = _pool.PoolId, Username = email }, signed: true))
            .GetRawText();

    private async Task<string> FailAsync(string text, params string[] options)
    {
        var (code, output, error) = await SeedAsync(text, options);
        Assert.Equal((1, ""), (code, output));
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("onboarding: ", line, StringComparison.Ordinal);
        return line;
    }

    private async Task<(int Code, string Output, string Error)> SeedAsync(string text, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "users");
        await File.WriteAllTextAsync(file, text);
        await using var command = HostProcess.Start(
            ["users", "seed", file, "--endpoint", _stack.Ready.EdgeUrl.OriginalString, .. options]);
        var code = await command.ExitedAsync();
        return (code, command.Output, command.Error);
    }
}
