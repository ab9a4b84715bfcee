using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>ChangeMessageVisibility: from now on, 0 to 12 hours.</summary>
internal static class ChangeMessageVisibility
{
    public static ValueTask HandleAsync(AwsRequest request, SqsContext context)
    {
        var input = new JsonInput(request.Body.Span);
        input.BeginObject();
        var given = HandleInput.Read(ref input);
        given.ChangeVisibility(context, context.NameIn(given.QueueUrl));
        return SqsContext.SendEmptyAsync(request);
    }
}
