using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>SetQueueAttributes: changes what is named and nothing else.</summary>
internal static class SetQueueAttributes
{
    private const string Operation = "SetQueueAttributes";

    public static ValueTask HandleAsync(AwsRequest request, SqsContext context)
    {
        string? url = null;
        Dictionary<string, string>? values = null;
        var input = new JsonInput(request.Body.Span);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("QueueUrl"u8))
            {
                url = input.ReadString();
            }
            else if (input.MemberIs("Attributes"u8))
            {
                values = input.ReadStringMap();
            }
            else
            {
                input.Skip();
            }
        }

        var queue = context.NameIn(url);
        if (!context.Store.Exists(queue))
        {
            throw SqsErrors.NoQueue();
        }

        var given = values ?? throw SqsErrors.Missing("Attributes");
        // Judged on its own first: what the store runs under its lock must not call back into it.
        var judged = AttributeRules.Apply(QueueAttributes.Default, given, context, Operation);
        return context.Store.SetAttributes(queue, current => AttributeRules.Merge(current, judged, given.Keys))
            ? SqsContext.SendEmptyAsync(request)
            : throw SqsErrors.NoQueue();
    }
}
