using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Lambda.AsyncInvoke;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.Operations;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda;

/// <summary>The Lambda API (REST-JSON): invoking functions, looking at them and at their event sources.</summary>
internal sealed class LambdaService(
    LambdaFunctions functions, AsyncInvoker asynchronous, EventSourceMappings mappings)
    : RestJsonService(
        new Invoke(functions, asynchronous),
        new ListFunctions(functions),
        new GetFunction(functions),
        new GetFunctionConfiguration(functions),
        new ListEventSourceMappings(mappings),
        new GetEventSourceMapping(mappings),
        new UpdateEventSourceMapping(mappings))
{
    public override string Name => "Lambda";

    public override string SigningName => "lambda";

    public override IErrorProtocol Errors { get; } =
        new RestJsonErrorProtocol("Message", writesType: true) { InternalError = LambdaErrors.Service };

    /// <summary>Invoke's limit, which has an error of its own, is a little lower.</summary>
    public override int BodySizeBytesMax => Invoke.PayloadSizeBytesMax + 1024;

    protected override MemberErrors MemberErrors => LambdaErrors.OfMembers;

    public override bool Recognises(HttpRequest request) => request.Path.StartsWithSegments("/2015-03-31");
}
