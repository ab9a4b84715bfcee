using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// GetTokensFromRefreshToken: what Amplify refreshes with; a rotating client gets the next refresh token.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html.
/// </summary>
internal sealed class GetTokensFromRefreshToken(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "GetTokensFromRefreshToken";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } = ["ClientId", "RefreshToken", "ClientMetadata"];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, client) = cognito.Client(input);
        var refreshToken = input.RequiredText("RefreshToken");
        var tokens = await new TokenRefresh(cognito).RefreshAsync(pool, client, refreshToken, input, stop);
        tokens.Write(answer);
    }
}
