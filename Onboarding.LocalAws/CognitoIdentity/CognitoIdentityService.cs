using Onboarding.LocalAws.CognitoIdentity.Logins;
using Onboarding.LocalAws.CognitoIdentity.Operations;
using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.CognitoIdentity;

/// <summary>Cognito identity pools (JSON 1.1): AWS credentials for the users of user pools, and for guests.</summary>
internal sealed class CognitoIdentityService : JsonService, IResettable
{
    private readonly CognitoIdentityContext _context;

    /// <param name="edgeUrl">The issuer of tokens; asked once the edge listens.</param>
    public CognitoIdentityService(
        AwsScope scope, ILoginTokens tokens, CredentialStore credentials, RandomSource random, Func<Uri> edgeUrl)
        : base("1.1")
    {
        var names = new ProviderNames(scope, edgeUrl);
        _context = new CognitoIdentityContext(
            new IdentityPools(), names, new LoginCheck(tokens, names), credentials, scope, random);
        Operations = new(
            new CreateIdentityPool(_context),
            new DescribeIdentityPool(_context),
            new ListIdentityPools(_context),
            new DeleteIdentityPool(_context),
            new SetIdentityPoolRoles(_context),
            new GetIdentityPoolRoles(_context),
            new GetId(_context),
            new GetCredentialsForIdentity(_context));
    }

    public override string Name => "CognitoIdentity";

    public override string SigningName => "cognito-identity";

    public override string TargetPrefix => "AWSCognitoIdentityService";

    public override IErrorProtocol Errors { get; } =
        new JsonErrorProtocol("1.1") { InternalError = CognitoIdentityErrors.Internal };

    /// <summary>A login's token has at most 50,000 characters.</summary>
    public override int BodySizeBytesMax => 256 * 1024;

    public override bool IsForPages => true;

    protected override MemberErrors MemberErrors => CognitoIdentityErrors.OfMembers;

    protected override OperationTable<JsonCall> Operations { get; }

    /// <summary>With the pools go the credentials of their users, who are gone, too.</summary>
    public void Reset()
    {
        _context.Pools.Clear();
        _context.Credentials.RevokeExpiring();
    }

    protected override AwsError Refuse(string what) => CognitoIdentityErrors.UnsupportedOperation(what);
}
