using System.Text.Json;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>The two calls of a sign-in by SRP, and both in one.</summary>
internal static class SrpCalls
{
    /// <summary>A whole sign-in.</summary>
    public static async Task<CognitoResponse> SignInBySrpAsync(
        this CognitoHost cognito, string username, string password = CognitoHost.Password)
    {
        var client = SrpClient.Create(new Random(1));
        var challenge = Read((await cognito.InitiateSrpAsync(cognito.ClientId, username, client)).MustSucceed());
        return await cognito.FinishSrpAsync(client, challenge, password);
    }

    public static Task<CognitoResponse> InitiateSrpAsync(
        this CognitoHost cognito, string clientId, string username, SrpClient client) => cognito.SendAsync(
        "InitiateAuth",
        $$"""
        {"ClientId":"{{clientId}}","AuthFlow":"USER_SRP_AUTH",
         "AuthParameters":{"USERNAME":"{{username}}","SRP_A":"{{client.PublicHex}}"} }
        """);

    public static Task<CognitoResponse> FinishSrpAsync(
        this CognitoHost cognito, SrpClient client, SrpChallenge challenge, string password)
    {
        var poolName = cognito.PoolId.Split('_')[1];
        var numbers = client.Agree(poolName, challenge.UserId, password, challenge);
        var timestamp = SrpClient.Timestamp(cognito.Time.GetUtcNow());
        return cognito.RespondSrpAsync(
            cognito.ClientId, challenge, SrpClient.Sign(numbers, poolName, challenge.UserId, challenge, timestamp));
    }

    public static Task<CognitoResponse> RespondSrpAsync(
        this CognitoHost cognito, string clientId, SrpChallenge challenge, byte[] signature) => cognito.SendAsync(
        "RespondToAuthChallenge",
        JsonSerializer.Serialize(new
        {
            ClientId = clientId,
            ChallengeName = "PASSWORD_VERIFIER",
            ChallengeResponses = new Dictionary<string, string>
            {
                ["USERNAME"] = challenge.UserId,
                ["PASSWORD_CLAIM_SECRET_BLOCK"] = challenge.SecretBlock,
                ["TIMESTAMP"] = SrpClient.Timestamp(cognito.Time.GetUtcNow()),
                ["PASSWORD_CLAIM_SIGNATURE"] = Convert.ToBase64String(signature),
            },
        }));

    public static SrpChallenge Read(CognitoResponse answer)
    {
        Assert.Equal("PASSWORD_VERIFIER", answer.Text("ChallengeName"));
        return new SrpChallenge(
            Parameter(answer, "SALT"),
            Parameter(answer, "SRP_B"),
            Parameter(answer, "SECRET_BLOCK"),
            Parameter(answer, "USER_ID_FOR_SRP"));
    }

    public static string Parameter(CognitoResponse answer, string name) => answer.Text("ChallengeParameters", name);
}
