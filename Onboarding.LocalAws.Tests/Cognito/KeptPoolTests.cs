using System.Net;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>How a host ends whose data folder the next one opens.</summary>
public enum Ending
{
    Stop,

    /// <summary>A kill: what was answered is in the files.</summary>
    Crash,

    /// <summary>A stop behind a snapshot.</summary>
    Snapshot,
}

/// <summary>User pools in a data folder. Evidence: Local; AWS forgets nothing.</summary>
public sealed class KeptPoolTests : IAsyncLifetime, IDisposable
{
    private const string Ada = "ada@example.com";
    private const string Bob = "bob@example.com";

    private readonly DataFolder _folder = new();
    private DataFolder? _crashed;
    private CognitoHost _cognito = null!;

    public async Task InitializeAsync() => _cognito = await CognitoHost.StartAsync(data: _folder);

    public async Task DisposeAsync() => await _cognito.DisposeAsync();

    public void Dispose()
    {
        _crashed?.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Ending.Stop)]
    [InlineData(Ending.Crash)]
    [InlineData(Ending.Snapshot)]
    public async Task Who_was_signed_in_is_so_and_signs_in_again(Ending ending)
    {
        await _cognito.AddUserAsync(Ada);
        var signIn = (await _cognito.SignInAsync(Ada)).MustSucceed();
        var (access, refresh) = (
            signIn.Text("AuthenticationResult", "AccessToken"), signIn.Text("AuthenticationResult", "RefreshToken"));
        var revoked = (await _cognito.SignInAsync(Ada)).Text("AuthenticationResult", "RefreshToken");
        await _cognito.AppAsync(
            "RevokeToken", $$"""{"ClientId":"{{_cognito.ClientId}}","Token":"{{revoked}}"}""");
        var user = (await _cognito.GetUserAsync(access)).MustSucceed();
        var keys = await KeysAsync();
        var settings = await SettingsAsync();

        await RestartAsync(ending);
        Assert.Equal(settings, await SettingsAsync());
        Assert.Equal(user.Body.ToString(), (await _cognito.GetUserAsync(access)).MustSucceed().Body.ToString());
        Assert.Equal(keys, await KeysAsync());
        (await _cognito.SignInAsync(Ada)).MustSucceed();
        (await _cognito.SignInAsync(Ada, "Wrong-Horse-1"))
            .MustFail("NotAuthorizedException", "Incorrect username or password.");
        (await _cognito.SignInBySrpAsync(Ada)).MustSucceed();
        (await _cognito.SignInBySrpAsync(Ada, "Wrong-Horse-1"))
            .MustFail("NotAuthorizedException", "Incorrect username or password.");
        (await _cognito.RefreshAsync(refresh)).MustSucceed();
        (await _cognito.RefreshAsync(revoked)).MustFail("NotAuthorizedException", "Refresh Token has been revoked");
        _cognito.Time.Advance(TimeSpan.FromDays(30));
        (await _cognito.RefreshAsync(refresh)).MustFail("NotAuthorizedException", "Refresh Token has expired");
    }

    [Theory]
    [InlineData(Ending.Crash)]
    [InlineData(Ending.Snapshot)]
    public async Task The_code_of_an_unconfirmed_user_is_still_right(Ending ending)
    {
        (await _cognito.SignUpAsync(Ada)).MustSucceed();
        var code = _cognito.CodeFor(Ada);
        await RestartAsync(ending);
        (await _cognito.SignInAsync(Ada)).MustFail("UserNotConfirmedException", "User is not confirmed.");
        (await _cognito.ConfirmAsync(Ada, code)).MustSucceed();
        (await _cognito.SignInAsync(Ada)).MustSucceed();
    }

    [Theory]
    [InlineData(Ending.Crash)]
    [InlineData(Ending.Snapshot)]
    public async Task Wrong_guesses_count_on(Ending ending)
    {
        (await _cognito.SignUpAsync(Ada)).MustSucceed();
        var code = _cognito.CodeFor(Ada);
        var wrong = code == "000000" ? "000001" : "000000";
        await _cognito.AddUserAsync(Bob);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            Assert.Equal("CodeMismatchException", (await _cognito.ConfirmAsync(Ada, wrong)).ErrorCode);
            Assert.Equal("NotAuthorizedException", (await _cognito.SignInAsync(Bob, "wrong")).ErrorCode);
        }

        await RestartAsync(ending);
        Assert.Equal("CodeMismatchException", (await _cognito.ConfirmAsync(Ada, wrong)).ErrorCode);
        (await _cognito.ConfirmAsync(Ada, code))
            .MustFail("LimitExceededException", "Attempt limit exceeded, please try after some time.");
        Assert.Equal("NotAuthorizedException", (await _cognito.SignInAsync(Bob, "wrong")).ErrorCode);
        (await _cognito.SignInAsync(Bob)).MustFail("NotAuthorizedException", "Password attempts exceeded");
    }

    [Theory]
    [InlineData(Ending.Crash)]
    [InlineData(Ending.Snapshot)]
    public async Task An_administrators_password_and_a_reset_code_still_work(Ending ending)
    {
        await _cognito.AdminAsync(
            "AdminCreateUser",
            $$"""{"UserPoolId":"{{_cognito.PoolId}}","Username":"{{Ada}}","TemporaryPassword":"First-Horse-1"}""");
        await _cognito.AddUserAsync(Bob);
        await _cognito.AppAsync(
            "ForgotPassword", $$"""{"ClientId":"{{_cognito.ClientId}}","Username":"{{Bob}}"}""");
        var code = _cognito.CodeFor(Bob);

        await RestartAsync(ending);
        Assert.Equal("NEW_PASSWORD_REQUIRED", (await _cognito.SignInAsync(Ada, "First-Horse-1")).Text("ChallengeName"));
        await _cognito.AppAsync(
            "ConfirmForgotPassword",
            $$"""
            {"ClientId":"{{_cognito.ClientId}}","Username":"{{Bob}}","Password":"Other-Horse-2",
             "ConfirmationCode":"{{code}}"}
            """);
        (await _cognito.SignInAsync(Bob, "Other-Horse-2")).MustSucceed();
        _cognito.Time.Advance(TimeSpan.FromDays(7));
        (await _cognito.SignInAsync(Ada, "First-Horse-1")).MustFail(
            "NotAuthorizedException", "Temporary password has expired and must be reset by an administrator.");
    }

    [Fact]
    public async Task A_half_sign_in_ends_with_the_host()
    {
        await _cognito.AddUserAsync(Ada);
        var client = SrpClient.Create(new Random(1));
        var challenge = SrpCalls.Read(await _cognito.InitiateSrpAsync(_cognito.ClientId, Ada, client));
        await RestartAsync(Ending.Stop);
        (await _cognito.FinishSrpAsync(client, challenge, CognitoHost.Password))
            .MustFail("NotAuthorizedException", "Invalid session for the user.");
    }

    [Theory]
    [InlineData(Ending.Crash)]
    [InlineData(Ending.Snapshot)]
    public async Task What_was_deleted_stays_away(Ending ending)
    {
        await _cognito.AddUserAsync(Ada);
        var ofDeleted = await _cognito.AccessTokenAsync(Ada);
        await _cognito.AdminAsync("AdminDeleteUser", $$"""{"UserPoolId":"{{_cognito.PoolId}}","Username":"{{Ada}}"}""");
        var client = await _cognito.CreateClientAsync(_cognito.PoolId);
        await _cognito.AdminAsync(
            "DeleteUserPoolClient", $$"""{"UserPoolId":"{{_cognito.PoolId}}","ClientId":"{{client}}"}""");
        var pool = await _cognito.CreatePoolAsync("gone");
        await _cognito.CreateClientAsync(pool);
        await _cognito.AdminAsync("DeleteUserPool", $$"""{"UserPoolId":"{{pool}}"}""");

        await RestartAsync(ending);
        (await _cognito.GetUserAsync(ofDeleted))
            .MustFail("NotAuthorizedException", "Access Token has been revoked");
        (await _cognito.SignInAsync(Ada)).MustFail("UserNotFoundException", "User does not exist.");
        var pools = await _cognito.AdminAsync("ListUserPools", """{"MaxResults":60}""");
        Assert.Equal(
            _cognito.PoolId, Assert.Single(pools.Member("UserPools").EnumerateArray()).GetProperty("Id").GetString());
        Assert.Equal(_cognito.Host.Services.UserPools.ClientsOf(_cognito.PoolId).Single().Id, _cognito.ClientId);
        await _cognito.AddUserAsync(Ada);
    }

    /// <summary>The ids come from names here, so the pool that follows one has its id, but not its key.</summary>
    [Fact]
    public async Task A_pool_that_follows_a_deleted_one_takes_no_tokens_of_its()
    {
        await _cognito.AddUserAsync(Ada);
        var token = await _cognito.AccessTokenAsync(Ada);
        await _cognito.AdminAsync("DeleteUserPool", $$"""{"UserPoolId":"{{_cognito.PoolId}}"}""");
        Assert.Equal(_cognito.PoolId, await _cognito.CreatePoolAsync("people"));
        const string refused = "Could not verify signature for Access Token";
        (await _cognito.GetUserAsync(token)).MustFail("NotAuthorizedException", refused);
        await RestartAsync(Ending.Crash);
        (await _cognito.GetUserAsync(token)).MustFail("NotAuthorizedException", refused);
    }

    [Theory]
    [InlineData(Ending.Crash)]
    [InlineData(Ending.Snapshot)]
    public async Task A_list_goes_on_at_the_page_where_it_was(Ending ending)
    {
        foreach (var name in "abcdef")
        {
            await _cognito.AddUserAsync($"{name}@example.com");
        }

        await _cognito.AdminAsync(
            "AdminDeleteUser", $$"""{"UserPoolId":"{{_cognito.PoolId}}","Username":"a@example.com"}""");
        var (first, token) = await ListAsync(null);
        Assert.Equal(["b@example.com", "c@example.com"], first);
        await RestartAsync(ending);
        var (second, next) = await ListAsync(token);
        Assert.Equal(["d@example.com", "e@example.com"], second);
        await _cognito.AddUserAsync("g@example.com");
        Assert.Equal(["f@example.com", "g@example.com"], (await ListAsync(next)).Emails);
    }

    [Fact]
    public async Task A_reset_forgets_every_pool()
    {
        await _cognito.AddUserAsync(Ada);
        await _cognito.AccessTokenAsync(Ada);
        using var reset = await _cognito.Host.Http.PostAsync("/_localaws/reset", null);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        Assert.InRange(_folder.SizeBytes, 1, 1000);
        await RestartAsync(Ending.Stop);
        var pools = await _cognito.AdminAsync("ListUserPools", """{"MaxResults":60}""");
        Assert.Empty(pools.Member("UserPools").EnumerateArray());
    }

    [Fact]
    public async Task Passwords_and_tokens_are_in_no_file()
    {
        await _cognito.AddUserAsync(Ada);
        var signIn = (await _cognito.SignInAsync(Ada)).Member("AuthenticationResult");
        await _cognito.Host.Services.CompactAsync();
        await _cognito.AddUserAsync(Bob);
        var files = _folder.Files("*").Where(f => Path.GetFileName(f) != "lock").Select(File.ReadAllBytes).ToList();
        // The search finds what is there: a user's address.
        Assert.Contains(files, file => Holds(file, Ada));
        Assert.Contains(files, file => Holds(file, Bob));
        string[] secrets =
        [
            CognitoHost.Password, signIn.GetProperty("RefreshToken").GetString()!,
            signIn.GetProperty("AccessToken").GetString()!, signIn.GetProperty("IdToken").GetString()!,
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(files, file => Holds(file, secret)));
    }

    [Fact]
    public async Task Snapshots_in_between_lose_nobody()
    {
        var compacting = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await _cognito.Host.Services.CompactAsync();
            }
        });
        var emails = Enumerable.Range(0, 24).Select(i => $"user{i}@example.com").ToList();
        await Task.WhenAll(emails.Select(email => _cognito.AddUserAsync(email)));
        await compacting;
        await RestartAsync(Ending.Crash);
        await Task.WhenAll(emails.Select(async email => (await _cognito.SignInAsync(email)).MustSucceed()));
    }

    private async Task RestartAsync(Ending ending)
    {
        if (ending == Ending.Snapshot)
        {
            await _cognito.Host.Services.CompactAsync();
        }

        if (ending == Ending.Crash)
        {
            _crashed = _folder.Copy();
        }

        await _cognito.DisposeAsync();
        _cognito = await _cognito.StartNextAsync(_crashed ?? _folder);
    }

    private Task<string> KeysAsync() =>
        _cognito.Host.Http.GetStringAsync($"/{_cognito.PoolId}/.well-known/jwks.json");

    private async Task<string> SettingsAsync()
    {
        var pool = await _cognito.AdminAsync("DescribeUserPool", $$"""{"UserPoolId":"{{_cognito.PoolId}}"}""");
        var client = await _cognito.AdminAsync(
            "DescribeUserPoolClient",
            $$"""{"UserPoolId":"{{_cognito.PoolId}}","ClientId":"{{_cognito.ClientId}}"}""");
        return $"{pool.Body} {client.Body}";
    }

    private async Task<(IEnumerable<string?> Emails, string? Next)> ListAsync(string? token)
    {
        var page = await _cognito.AdminAsync(
            "ListUsers",
            JsonSerializer.Serialize(new { UserPoolId = _cognito.PoolId, Limit = 2, PaginationToken = token }));
        var emails = page.Member("Users").EnumerateArray()
            .Select(user => user.GetProperty("Attributes").EnumerateArray().Single(
                a => a.GetProperty("Name").GetString() == "email").GetProperty("Value").GetString());
        return (emails, page.Body.TryGetProperty("PaginationToken", out var next) ? next.GetString() : null);
    }

    private static bool Holds(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
