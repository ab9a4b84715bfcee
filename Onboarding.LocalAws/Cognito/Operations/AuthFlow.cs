using System.Text.Json;
using Onboarding.LocalAws.Cognito.SignIn;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>The first step of a sign-in, for apps and for administrators.</summary>
internal sealed class AuthFlow(CognitoContext context)
{
    public async Task StartAsync(
        UserPool pool, ClientDefinition client, RequestMembers input, Utf8JsonWriter response, CancellationToken stop)
    {
        var flow = input.RequiredText("AuthFlow");
        var parameters = input.Map("AuthParameters");
        switch (flow)
        {
            case "USER_SRP_AUTH":
                Allow(client, flow);
                var start = Request(pool, client, parameters, input);
                AuthResponse.Write(
                    response, await context.SignIn.StartSrpAsync(start, Required(parameters, "SRP_A"), stop));
                break;
            case "USER_PASSWORD_AUTH" or "ADMIN_USER_PASSWORD_AUTH" or "ADMIN_NO_SRP_AUTH":
                Allow(client, flow == "ADMIN_NO_SRP_AUTH" ? "ADMIN_USER_PASSWORD_AUTH" : flow);
                var request = Request(pool, client, parameters, input);
                AuthResponse.Write(
                    response,
                    await context.SignIn.WithPasswordAsync(request, Required(parameters, "PASSWORD"), stop));
                break;
            case "REFRESH_TOKEN_AUTH" or "REFRESH_TOKEN":
                await RefreshAsync(pool, client, Required(parameters, "REFRESH_TOKEN"), input, response, stop);
                break;
            case "CUSTOM_AUTH" or "USER_AUTH":
                throw CognitoErrors.UnsupportedFeature("InitiateAuth", $"AuthFlow {flow}");
            default:
                throw CognitoErrors.InvalidParameter("Initiate Auth method not supported.");
        }
    }

    /// <summary>A member of AuthParameters or ChallengeResponses.</summary>
    public static string Required(IReadOnlyDictionary<string, string> parameters, string name) =>
        parameters.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw CognitoErrors.MissingParameter(name);

    public static SignInRequest Request(
        UserPool pool, ClientDefinition client, IReadOnlyDictionary<string, string> parameters, RequestMembers input) =>
        new(pool, client, Required(parameters, "USERNAME"), input.Map("ClientMetadata"));

    private async Task RefreshAsync(
        UserPool pool,
        ClientDefinition client,
        string refreshToken,
        RequestMembers input,
        Utf8JsonWriter response,
        CancellationToken stop)
    {
        Allow(client, "REFRESH_TOKEN_AUTH");
        // https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html:
        // rotation goes with GetTokensFromRefreshToken only. The text is inferred.
        if (client.RotationGrace is not null)
        {
            throw CognitoErrors.InvalidParameter("REFRESH_TOKEN_AUTH is not supported with refresh token rotation.");
        }

        var tokens = await new TokenRefresh(context).RefreshAsync(pool, client, refreshToken, input, stop);
        response.WriteStartObject("ChallengeParameters"u8);
        response.WriteEndObject();
        tokens.Write(response);
    }

    private static void Allow(ClientDefinition client, string flow)
    {
        // Old clients name the flow itself in ExplicitAuthFlows; creation turns those into the ALLOW_ form.
        if (client.Allows(flow))
        {
            return;
        }

        throw CognitoErrors.InvalidParameter(flow switch
        {
            "ADMIN_USER_PASSWORD_AUTH" => "Auth flow not enabled for this client",
            _ => $"{flow} flow not enabled for this client",
        });
    }
}
