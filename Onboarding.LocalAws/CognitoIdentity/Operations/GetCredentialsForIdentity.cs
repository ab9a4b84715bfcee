using System.Text.Json;
using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// GetCredentialsForIdentity, the enhanced flow: credentials of the pool's role for an hour. A guest who shows a login
/// becomes that user; the response then has the identity that the user had already, if any
/// (https://docs.aws.amazon.com/cognito/latest/developerguide/switching-identities.html and
/// https://github.com/aws-amplify/amplify-js/pull/14207). Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html.
/// </summary>
internal sealed class GetCredentialsForIdentity(CognitoIdentityContext context) : IAwsOperation<JsonCall>
{
    /// <summary>The last part of the principal's ARN, as AWS shows it in every log.</summary>
    private const string SessionName = "CognitoIdentityCredentials";

    /// <summary>https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public string Name => "GetCredentialsForIdentity";

    public bool NeedsSignature => false;

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-identity:GetCredentialsForIdentity")];

    public OperationMembers Members { get; } = new("IdentityId", "Logins")
    {
        Refused = ["CustomRoleArn"],
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var id = Constraints.IdentityId(input);
        var logins = Constraints.Logins(input);
        var shown = context.Pools.FindIdentity(id) ?? throw CognitoIdentityErrors.NoIdentity(id);
        var pool = context.Pools.Find(shown.PoolId) ?? throw CognitoIdentityErrors.NoIdentity(id);
        var login = context.Logins.Check(pool, logins, Name);
        if (shown.IsDisabled || (login is null && shown.Login is not null))
        {
            throw CognitoIdentityErrors.IdentityForbidden(id);
        }

        // An update may have shut guests out whom the pool knows; the text is GetId's (inferred).
        if (login is null && !pool.AllowsGuests)
        {
            throw CognitoIdentityErrors.NoGuests();
        }

        var identity = login is null
            ? shown
            : context.Pools.SignIn(id, login) ?? throw CognitoIdentityErrors.LoginsDoNotMatch();
        var role = (login is null ? pool.UnauthenticatedRole : pool.AuthenticatedRole)
            ?? throw CognitoIdentityErrors.NoRole();
        Write(call.Response, identity, context.Credentials.IssueForIdentity(
            new FederatedIdentity(identity.Id, pool.Id), role.Name, SessionName, Lifetime));
        return ValueTask.CompletedTask;
    }

    private static void Write(Utf8JsonWriter response, Identity identity, Credential credential)
    {
        response.WriteString("IdentityId"u8, identity.Id);
        response.WriteStartObject("Credentials"u8);
        response.WriteString("AccessKeyId"u8, credential.AccessKeyId);
        response.WriteString("SecretKey"u8, credential.SecretAccessKey);
        response.WriteString("SessionToken"u8, credential.SessionToken);
        response.WriteNumber("Expiration"u8, credential.ExpiresAt!.Value.ToUnixTimeSeconds());
        response.WriteEndObject();
    }
}
