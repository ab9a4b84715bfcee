using System.Text.Json;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>USER_SRP_AUTH over the wire, as Amplify does it.</summary>
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
        var answer = await FinishAsync(client, challenge, CognitoHost.Password);
        Assert.Equal("Bearer", answer.MustSucceed().Text("AuthenticationResult", "TokenType"));
    }

    [Fact]
    public async Task Refuses_a_wrong_password()
    {
        await _cognito.AddUserAsync("ada@example.com");
        var (client, challenge) = await StartAsync("ada@example.com");
        (await FinishAsync(client, challenge, "Wrong-Horse-1"))
            .MustFail("NotAuthorizedException", "Incorrect username or password.");
    }

    [Fact]
    public async Task Takes_a_secret_block_once_and_only_for_three_minutes()
    {
        await _cognito.AddUserAsync("ada@example.com");
        var (client, challenge) = await StartAsync("ada@example.com");
        (await FinishAsync(client, challenge, CognitoHost.Password)).MustSucceed();
        (await FinishAsync(client, challenge, CognitoHost.Password))
            .MustFail("NotAuthorizedException", "Invalid session for the user.");
        (client, challenge) = await StartAsync("ada@example.com");
        _cognito.Time.Advance(TimeSpan.FromMinutes(4));
        (await FinishAsync(client, challenge, CognitoHost.Password))
            .MustFail("NotAuthorizedException", "Invalid session for the user, session is expired.");
    }

    [Fact]
    public async Task Tells_that_a_user_does_not_exist_unless_the_client_hides_it()
    {
        (await InitiateAsync(_cognito.ClientId, "nobody@example.com", new SrpClient(99)))
            .MustFail("UserNotFoundException", "User does not exist.");

        var hiding = await _cognito.CreateClientAsync(_cognito.PoolId, "\"PreventUserExistenceErrors\":\"ENABLED\"");
        var first = (await InitiateAsync(hiding, "nobody@example.com", new SrpClient(99))).MustSucceed();
        var second = (await InitiateAsync(hiding, "nobody@example.com", new SrpClient(99))).MustSucceed();
        Assert.Equal(Parameter(first, "SALT"), Parameter(second, "SALT"));
        Assert.Equal(Parameter(first, "USER_ID_FOR_SRP"), Parameter(second, "USER_ID_FOR_SRP"));
        Assert.NotEqual(Parameter(first, "SRP_B"), Parameter(second, "SRP_B"));
        Assert.True(Guid.TryParse(Parameter(first, "USER_ID_FOR_SRP"), out _));
        var challenge = Read(first);
        (await RespondAsync(hiding, challenge, new byte[32]))
            .MustFail("NotAuthorizedException", "Incorrect username or password.");
    }

    private async Task<(SrpClient Client, SrpChallenge Challenge)> StartAsync(string username)
    {
        var client = SrpClient.Create(new Random(1));
        return (client, Read((await InitiateAsync(_cognito.ClientId, username, client)).MustSucceed()));
    }

    private Task<CognitoAnswer> FinishAsync(SrpClient client, SrpChallenge challenge, string password)
    {
        var poolName = _cognito.PoolId.Split('_')[1];
        var numbers = client.Agree(poolName, challenge.UserId, password, challenge);
        var timestamp = SrpClient.Timestamp(_cognito.Time.GetUtcNow());
        return RespondAsync(
            _cognito.ClientId,
            challenge,
            SrpClient.Sign(numbers, poolName, challenge.UserId, challenge, timestamp));
    }

    private Task<CognitoAnswer> InitiateAsync(string clientId, string username, SrpClient client) => _cognito.SendAsync(
        "InitiateAuth",
        $$"""
        {"ClientId":"{{clientId}}","AuthFlow":"USER_SRP_AUTH",
         "AuthParameters":{"USERNAME":"{{username}}","SRP_A":"{{client.PublicHex}}"} }
        """);

    private Task<CognitoAnswer> RespondAsync(string clientId, SrpChallenge challenge, byte[] signature) =>
        _cognito.SendAsync(
            "RespondToAuthChallenge",
            JsonSerializer.Serialize(new
            {
                ClientId = clientId,
                ChallengeName = "PASSWORD_VERIFIER",
                ChallengeResponses = new Dictionary<string, string>
                {
                    ["USERNAME"] = challenge.UserId,
                    ["PASSWORD_CLAIM_SECRET_BLOCK"] = challenge.SecretBlock,
                    ["TIMESTAMP"] = SrpClient.Timestamp(_cognito.Time.GetUtcNow()),
                    ["PASSWORD_CLAIM_SIGNATURE"] = Convert.ToBase64String(signature),
                },
            }));

    private static SrpChallenge Read(CognitoAnswer answer)
    {
        Assert.Equal("PASSWORD_VERIFIER", answer.Text("ChallengeName"));
        return new SrpChallenge(
            Parameter(answer, "SALT"),
            Parameter(answer, "SRP_B"),
            Parameter(answer, "SECRET_BLOCK"),
            Parameter(answer, "USER_ID_FOR_SRP"));
    }

    private static string Parameter(CognitoAnswer answer, string name) => answer.Text("ChallengeParameters", name);
}
