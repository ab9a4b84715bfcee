using System.Text.Json;
using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// GetCredentialsForIdentity, the enhanced flow: credentials of the pool's role for an hour. A guest who shows a login
/// becomes that user; the answer then has the identity that the user had already, if any
/// (https://docs.aws.amazon.com/cognito/latest/developerguide/switching-identities.html and
/// https://github.com/aws-amplify/amplify-js/pull/14207). Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html.
/// </summary>
internal static class GetCredentialsForIdentity
{
    public const string Operation = "GetCredentialsForIdentity";

    /// <summary>The last part of the principal's ARN, as AWS shows it in every log.</summary>
    private const string SessionName = "CognitoIdentityCredentials";

    /// <summary>https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public static void Execute(ReadOnlySpan<byte> body, CognitoIdentityContext context, Utf8JsonWriter answer)
    {
        var (givenId, givenLogins, customRoleArn) = Read(body);
        var id = Constraints.IdentityId(givenId);
        var logins = Constraints.Logins(givenLogins);
        if (customRoleArn is not null)
        {
            throw CognitoIdentityErrors.UnsupportedFeature(Operation, "CustomRoleArn");
        }

        var shown = context.Pools.FindIdentity(id) ?? throw CognitoIdentityErrors.NoIdentity(id);
        var pool = context.Pools.Find(shown.PoolId) ?? throw CognitoIdentityErrors.NoIdentity(id);
        var login = context.Logins.Check(pool, logins, Operation);
        if (shown.IsDisabled || (login is null && shown.Login is not null))
        {
            throw CognitoIdentityErrors.IdentityForbidden(id);
        }

        var identity = login is null
            ? shown
            : context.Pools.SignIn(id, login) ?? throw CognitoIdentityErrors.LoginsDoNotMatch();
        var role = (login is null ? pool.UnauthenticatedRole : pool.AuthenticatedRole)
            ?? throw CognitoIdentityErrors.NoRole();
        Write(answer, identity, context.Credentials.IssueForIdentity(
            new FederatedIdentity(identity.Id, pool.Id), role.Name, SessionName, Lifetime));
    }

    private static void Write(Utf8JsonWriter answer, Identity identity, Credential credential)
    {
        answer.WriteString("IdentityId"u8, identity.Id);
        answer.WriteStartObject("Credentials"u8);
        answer.WriteString("AccessKeyId"u8, credential.AccessKeyId);
        answer.WriteString("SecretKey"u8, credential.SecretAccessKey);
        answer.WriteString("SessionToken"u8, credential.SessionToken);
        answer.WriteNumber("Expiration"u8, credential.ExpiresAt!.Value.ToUnixTimeSeconds());
        answer.WriteEndObject();
    }

    private static (string? IdentityId, Dictionary<string, string>? Logins, string? CustomRoleArn) Read(
        ReadOnlySpan<byte> body)
    {
        string? identityId = null, customRoleArn = null;
        Dictionary<string, string>? logins = null;
        var input = new JsonInput(body);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("IdentityId"u8))
            {
                identityId = input.ReadString();
            }
            else if (input.MemberIs("Logins"u8))
            {
                logins = input.ReadStringMap();
            }
            else if (input.MemberIs("CustomRoleArn"u8))
            {
                customRoleArn = input.ReadString();
            }
            else
            {
                input.Skip();
            }
        }

        return (identityId, logins, customRoleArn);
    }
}
