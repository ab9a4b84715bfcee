using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>DeleteMessage: done already where the handle is an older one.</summary>
internal static class DeleteMessage
{
    public static ValueTask HandleAsync(AwsRequest request, SqsContext context)
    {
        var input = new JsonInput(request.Body.Span);
        input.BeginObject();
        var given = HandleInput.Read(ref input);
        given.Delete(context, context.NameIn(given.QueueUrl));
        return SqsContext.SendEmptyAsync(request);
    }
}
