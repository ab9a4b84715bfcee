using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Sts.Operations;
using Onboarding.LocalAws.Sts.Store;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Sts;

/// <summary>STS (query protocol): who am I, and who else may I be.</summary>
internal sealed class StsService(AwsScope scope, Roles roles, CredentialStore credentials)
    : QueryService("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/")
{
    public override string Name => "STS";

    public override string SigningName => "sts";

    public override int BodySizeBytesMax => 256 * 1024;

    protected override OperationTable<QueryCall> Operations { get; } = new(
        new GetCallerIdentity(scope), new AssumeRole(roles, credentials), new GetSessionToken(credentials));
}
