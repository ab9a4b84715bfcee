using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// InitiateAuth: starts a sign-in by SRP or password, or refreshes one. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html.
/// </summary>
internal sealed class InitiateAuth(CognitoContext cognito) : ICognitoOperation
{
    private readonly AuthFlow _flow = new(cognito);

    public string Name => "InitiateAuth";

    public bool NeedsSignature => false;

    public IReadOnlyCollection<string> Members { get; } =
        ["ClientId", "AuthFlow", "AuthParameters", "ClientMetadata", "AnalyticsMetadata", "UserContextData"];

    public async ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var (pool, client) = cognito.Client(input);
        if (input.RequiredText("AuthFlow") is "ADMIN_USER_PASSWORD_AUTH" or "ADMIN_NO_SRP_AUTH")
        {
            throw CognitoErrors.InvalidParameter("Initiate Auth method not supported.");
        }

        await _flow.StartAsync(pool, client, input, answer, stop);
    }
}
