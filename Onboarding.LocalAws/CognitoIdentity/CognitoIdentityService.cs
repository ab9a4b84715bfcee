using Onboarding.LocalAws.CognitoIdentity.Operations;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.CognitoIdentity;

/// <summary>Cognito identity pools (JSON 1.1): AWS credentials for the users of user pools, and for guests.</summary>
internal sealed class CognitoIdentityService(CognitoIdentityContext context) : JsonService("1.1")
{
    public override string Name => "CognitoIdentity";

    public override string SigningName => "cognito-identity";

    public override string TargetPrefix => "AWSCognitoIdentityService";

    public override IErrorProtocol Errors { get; } =
        new JsonErrorProtocol("1.1") { InternalError = CognitoIdentityErrors.Internal };

    /// <summary>A login's token has at most 50,000 characters.</summary>
    public override int BodySizeBytesMax => 256 * 1024;

    protected override bool IsForPages => true;

    protected override MemberErrors MemberErrors => CognitoIdentityErrors.OfMembers;

    protected override OperationTable<JsonCall> Operations { get; } = new(
        new CreateIdentityPool(context),
        new DescribeIdentityPool(context),
        new UpdateIdentityPool(context),
        new ListIdentityPools(context),
        new DeleteIdentityPool(context),
        new SetIdentityPoolRoles(context),
        new GetIdentityPoolRoles(context),
        new GetId(context),
        new GetCredentialsForIdentity(context));

    protected override AwsError Refuse(string what) => CognitoIdentityErrors.UnsupportedOperation(what);
}
