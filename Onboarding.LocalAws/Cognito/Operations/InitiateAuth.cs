using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// InitiateAuth: starts a sign-in by SRP or password, or refreshes one. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html.
/// </summary>
internal sealed class InitiateAuth(CognitoContext context) : IAwsOperation<JsonCall>
{
    private readonly AuthFlow _flow = new(context);

    public string Name => "InitiateAuth";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:InitiateAuth")];

    /// <summary>AnalyticsMetadata and UserContextData: see <see cref="SignUp"/>.</summary>
    public OperationMembers Members { get; } = new(
        "ClientId", "AuthFlow", "AuthParameters", "ClientMetadata", "AnalyticsMetadata", "UserContextData")
    {
        Refused = ["Session"],
    };

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, client) = context.Client(input);
        if (input.RequiredText("AuthFlow") is "ADMIN_USER_PASSWORD_AUTH" or "ADMIN_NO_SRP_AUTH")
        {
            throw CognitoErrors.InvalidParameter("Initiate Auth method not supported.");
        }

        await _flow.StartAsync(pool, client, input, call.Response, stop);
    }
}
