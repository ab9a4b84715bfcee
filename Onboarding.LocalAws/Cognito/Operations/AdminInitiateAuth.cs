using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// AdminInitiateAuth: InitiateAuth by a server, which may also send the password. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html.
/// </summary>
internal sealed class AdminInitiateAuth(CognitoContext context) : IAwsOperation<JsonCall>
{
    private readonly AuthFlow _flow = new(context);

    public string Name => "AdminInitiateAuth";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:AdminInitiateAuth", CognitoResources.UserPool)];

    /// <summary>AnalyticsMetadata and ContextData: see <see cref="SignUp"/>.</summary>
    public OperationMembers Members { get; } = new(
        "UserPoolId", "ClientId", "AuthFlow", "AuthParameters", "ClientMetadata", "AnalyticsMetadata", "ContextData")
    {
        Refused = ["Session"],
    };

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var (pool, client) = context.AdminClient(input);
        if (input.RequiredText("AuthFlow") == "USER_PASSWORD_AUTH")
        {
            throw CognitoErrors.InvalidParameter("Initiate Auth method not supported.");
        }

        await _flow.StartAsync(pool, client, input, call.Response, stop);
    }
}
