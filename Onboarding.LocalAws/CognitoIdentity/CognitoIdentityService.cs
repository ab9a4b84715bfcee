using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.CognitoIdentity.Logins;
using Onboarding.LocalAws.CognitoIdentity.Operations;
using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.CognitoIdentity;

/// <summary>Cognito identity pools (JSON 1.1): AWS credentials for the users of user pools, and for guests.</summary>
internal sealed class CognitoIdentityService : AwsJsonService, IResettable
{
    private const string ContentType = "application/x-amz-json-1.1";

    private readonly CognitoIdentityContext _context;

    /// <param name="edgeUrl">The issuer of tokens; asked once the edge listens.</param>
    public CognitoIdentityService(
        AwsScope scope, ILoginTokens tokens, CredentialStore credentials, RandomSource random, Func<Uri> edgeUrl)
    {
        var names = new ProviderNames(scope, edgeUrl);
        _context = new CognitoIdentityContext(
            new IdentityPools(), names, new LoginCheck(tokens, names), credentials, scope, random);
        Operations = new Dictionary<string, Execute>(StringComparer.Ordinal)
        {
            ["CreateIdentityPool"] = CreateIdentityPool.Execute,
            ["DescribeIdentityPool"] = DescribeIdentityPool.Execute,
            ["ListIdentityPools"] = ListIdentityPools.Execute,
            ["DeleteIdentityPool"] = (body, context, _) => DeleteIdentityPool.Execute(body, context),
            ["SetIdentityPoolRoles"] = (body, context, _) => SetIdentityPoolRoles.Execute(body, context),
            ["GetIdentityPoolRoles"] = GetIdentityPoolRoles.Execute,
            [GetId.Operation] = GetId.Execute,
            [GetCredentialsForIdentity.Operation] = GetCredentialsForIdentity.Execute,
        }.ToFrozenDictionary(
            operation => operation.Key,
            operation => (AwsJsonOperation)(request => AnswerAsync(request, operation.Value)),
            StringComparer.Ordinal);
    }

    private delegate void Execute(ReadOnlySpan<byte> body, CognitoIdentityContext context, Utf8JsonWriter answer);

    public override string Name => "CognitoIdentity";

    public override string SigningName => "cognito-identity";

    public override string TargetPrefix => "AWSCognitoIdentityService";

    public override IErrorProtocol Errors { get; } =
        new JsonErrorProtocol("1.1") { InternalError = CognitoIdentityErrors.Internal };

    /// <summary>A login's token has at most 50,000 characters.</summary>
    public override int BodySizeBytesMax => 256 * 1024;

    public override bool IsForPages => true;

    protected override IReadOnlyDictionary<string, AwsJsonOperation> Operations { get; }

    /// <summary>An operation that is not there is refused by name, signed or not.</summary>
    public override bool NeedsSignature(HttpRequest request) =>
        OperationOf(request) is var operation && Operations.ContainsKey(operation)
        && operation is not (GetId.Operation or GetCredentialsForIdentity.Operation);

    /// <summary>With the pools go the credentials of their users, who are gone, too.</summary>
    public void Reset()
    {
        _context.Pools.Clear();
        _context.Credentials.RevokeExpiring();
    }

    protected override AwsError UnsupportedOperation(string operation) =>
        CognitoIdentityErrors.UnsupportedOperation(operation);

    private ValueTask AnswerAsync(AwsRequest request, Execute execute)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using (var answer = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            answer.WriteStartObject();
            execute(request.Body.Span, _context, answer);
            answer.WriteEndObject();
        }

        return request.Response.SendAsync(200, ContentType, body.WrittenMemory);
    }
}
