using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// GetTokensFromRefreshToken: what Amplify refreshes with; a rotating client gets the next refresh token.
/// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html.
/// </summary>
internal sealed class GetTokensFromRefreshToken(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "GetTokensFromRefreshToken";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:GetTokensFromRefreshToken")];

    public OperationMembers Members { get; } = new("ClientId", "RefreshToken", "ClientMetadata")
    {
        Refused = ["ClientSecret", "DeviceKey"],
    };

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, client) = context.Client(input);
        var refreshToken = input.RequiredText("RefreshToken");
        var tokens = await new TokenRefresh(context).RefreshAsync(pool, client, refreshToken, input, stop);
        tokens.Write(call.Response);
    }
}
