using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Sts.Operations;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sts;

/// <summary>STS (query protocol): who am I.</summary>
internal sealed class StsService(AwsScope scope)
    : QueryService("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/")
{
    public override string Name => "STS";

    public override string SigningName => "sts";

    public override int BodySizeBytesMax => 256 * 1024;

    protected override OperationTable<QueryCall> Operations { get; } = new(new GetCallerIdentity(scope));
}
