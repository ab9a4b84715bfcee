using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.SageMakerRuntime.Operations;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.SageMakerRuntime;

/// <summary>
/// SageMaker's runtime (REST-JSON below <c>/endpoints/</c>): inference, by a stand-in for what an endpoint hosts.
/// </summary>
internal sealed class SageMakerRuntimeService(AwsScope scope) : RestJsonService(new InvokeEndpoint(scope))
{
    public override string Name => "SageMakerRuntime";

    /// <summary>SageMaker's own API has it, too, and is not here.</summary>
    public override string SigningName => "sagemaker";

    public override IErrorProtocol Errors { get; } =
        new RestJsonErrorProtocol("Message") { InternalError = SageMakerRuntimeErrors.Internal };

    /// <summary>InvokeEndpoint's limit, which has an error of its own, is a little lower.</summary>
    public override int BodySizeBytesMax => InvokeEndpoint.BodySizeBytesMax + 1024;

    protected override MemberErrors MemberErrors => SageMakerRuntimeErrors.OfMembers;

    public override bool Takes(HttpRequest request) => request.Path.StartsWithSegments("/endpoints");
}
