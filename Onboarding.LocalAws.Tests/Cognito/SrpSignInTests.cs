namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>
/// USER_SRP_AUTH over the wire, as Amplify does it.
/// Documented(https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html).
/// </summary>
public sealed class SrpSignInTests : IAsyncLifetime
{
    private CognitoHost _cognito = null!;

    public async Task InitializeAsync() => _cognito = await CognitoHost.StartAsync();

    public async Task DisposeAsync() => await _cognito.DisposeAsync();

    [Fact]
    public async Task Signs_in_without_sending_the_password()
    {
        var sub = await _cognito.AddUserAsync("ada@example.com");
        var (client, challenge) = await StartAsync("Ada@Example.com");
        Assert.Equal(sub, challenge.UserId);
        var answer = await _cognito.FinishSrpAsync(client, challenge, CognitoHost.Password);
        Assert.Equal("Bearer", answer.MustSucceed().Text("AuthenticationResult", "TokenType"));
    }

    [Fact]
    public async Task Refuses_a_wrong_password()
    {
        await _cognito.AddUserAsync("ada@example.com");
        var (client, challenge) = await StartAsync("ada@example.com");
        (await _cognito.FinishSrpAsync(client, challenge, "Wrong-Horse-1"))
            .MustFail("NotAuthorizedException", "Incorrect username or password.");
    }

    [Fact]
    public async Task Takes_a_secret_block_once_and_only_for_three_minutes()
    {
        await _cognito.AddUserAsync("ada@example.com");
        var (client, challenge) = await StartAsync("ada@example.com");
        (await _cognito.FinishSrpAsync(client, challenge, CognitoHost.Password)).MustSucceed();
        (await _cognito.FinishSrpAsync(client, challenge, CognitoHost.Password))
            .MustFail("NotAuthorizedException", "Invalid session for the user.");
        (client, challenge) = await StartAsync("ada@example.com");
        _cognito.Time.Advance(TimeSpan.FromMinutes(4));
        (await _cognito.FinishSrpAsync(client, challenge, CognitoHost.Password))
            .MustFail("NotAuthorizedException", "Invalid session for the user, session is expired.");
    }

    [Fact]
    public async Task Tells_that_a_user_does_not_exist_unless_the_client_hides_it()
    {
        (await _cognito.InitiateSrpAsync(_cognito.ClientId, "nobody@example.com", new SrpClient(99)))
            .MustFail("UserNotFoundException", "User does not exist.");

        var hiding = await _cognito.CreateClientAsync(_cognito.PoolId, "\"PreventUserExistenceErrors\":\"ENABLED\"");
        var first = (await _cognito.InitiateSrpAsync(hiding, "nobody@example.com", new SrpClient(99))).MustSucceed();
        var second = (await _cognito.InitiateSrpAsync(hiding, "nobody@example.com", new SrpClient(99))).MustSucceed();
        Assert.Equal(SrpCalls.Parameter(first, "SALT"), SrpCalls.Parameter(second, "SALT"));
        Assert.Equal(SrpCalls.Parameter(first, "USER_ID_FOR_SRP"), SrpCalls.Parameter(second, "USER_ID_FOR_SRP"));
        Assert.NotEqual(SrpCalls.Parameter(first, "SRP_B"), SrpCalls.Parameter(second, "SRP_B"));
        // As the sub of a real user: random, and so of version 4.
        Assert.Equal(4, Guid.Parse(SrpCalls.Parameter(first, "USER_ID_FOR_SRP")).Version);
        var challenge = SrpCalls.Read(first);
        (await _cognito.RespondSrpAsync(hiding, challenge, new byte[32]))
            .MustFail("NotAuthorizedException", "Incorrect username or password.");
    }

    private async Task<(SrpClient Client, SrpChallenge Challenge)> StartAsync(string username)
    {
        var client = SrpClient.Create(new Random(1));
        var answer = await _cognito.InitiateSrpAsync(_cognito.ClientId, username, client);
        return (client, SrpCalls.Read(answer.MustSucceed()));
    }
}
