using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>
/// CreateQueue: answers the URL of a queue that is there already if the attributes that were given are the same.
/// </summary>
internal static class CreateQueue
{
    private const string Operation = "CreateQueue";
    private const int NameLengthMax = 80;

    public static ValueTask HandleAsync(AwsRequest request, SqsContext context)
    {
        var (name, values) = Read(request.Body.Span);
        Validate(name);
        var attributes = AttributeRules.Apply(QueueAttributes.Default, values, context, Operation);
        if (context.Store.Create(name!, attributes) is { } existing
            && AttributeRules.Difference(attributes, existing, values.Keys) is { } different)
        {
            throw SqsErrors.QueueExists(different);
        }

        var url = context.UrlOf(request, name!);
        return SqsContext.SendAsync(request, json => json.WriteString("QueueUrl"u8, url));
    }

    private static (string? Name, Dictionary<string, string> Attributes) Read(ReadOnlySpan<byte> body)
    {
        string? name = null;
        Dictionary<string, string>? attributes = null;
        var input = new JsonInput(body);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("QueueName"u8))
            {
                name = input.ReadString();
            }
            else if (input.MemberIs("Attributes"u8))
            {
                attributes = input.ReadStringMap();
            }
            else if (input.MemberIs("tags"u8))
            {
                RefuseTags(ref input);
            }
            else
            {
                input.Skip();
            }
        }

        return (name, attributes ?? []);
    }

    private static void RefuseTags(ref JsonInput input)
    {
        if (input.ReadStringMap() is { Count: > 0 })
        {
            throw SqsErrors.Unsupported(Operation, "tags");
        }
    }

    private static void Validate(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw SqsErrors.Missing("QueueName");
        }

        if (name.EndsWith(".fifo", StringComparison.Ordinal))
        {
            throw SqsErrors.Unsupported(Operation, "FIFO queues (.fifo)");
        }

        if (name.Length > NameLengthMax || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new AwsException(new AwsError(
                SqsErrors.InvalidParameterValue,
                400,
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"));
        }
    }
}
