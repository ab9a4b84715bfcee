using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminInitiateAuth: InitiateAuth by a server, which may also send the password. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html.
/// </summary>
internal sealed class AdminInitiateAuth(CognitoContext cognito) : ICognitoOperation
{
    private readonly AuthFlow _flow = new(cognito);

    public string Name => "AdminInitiateAuth";

    public IReadOnlyCollection<string> Members { get; } =
        ["UserPoolId", "ClientId", "AuthFlow", "AuthParameters", "ClientMetadata", "AnalyticsMetadata", "ContextData"];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var pool = cognito.Pool(input);
        var (owner, client) = cognito.Client(input);
        if (owner.Id != pool.Id)
        {
            throw CognitoErrors.NoClient(client.Id);
        }

        if (input.RequiredText("AuthFlow") == "USER_PASSWORD_AUTH")
        {
            throw CognitoErrors.InvalidParameter("Initiate Auth method not supported.");
        }

        await _flow.StartAsync(pool, client, input, answer, stop);
    }
}
