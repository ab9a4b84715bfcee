using System.Globalization;
using System.Text;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>
/// Reads and checks <c>{"name":{"DataType":"String","StringValue":"…"}}</c>. Source:
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html.
/// </summary>
internal static class MessageAttributeInput
{
    private const int CountMax = 10;

    public static MessageAttributes Read(RequestMembers input)
    {
        var values = ReadMap(input, "MessageAttributes");
        return values.Count <= CountMax
            ? MessageAttributes.Of(values)
            : throw SqsErrors.InvalidParameters(
                $"Number of message attributes [{values.Count}] exceeds the allowed maximum [{CountMax}].");
    }

    /// <summary>The one system attribute that a sender can set.</summary>
    public static string? ReadTraceHeader(RequestMembers input)
    {
        string? header = null;
        foreach (var (name, attribute) in ReadMap(input, "MessageSystemAttributes"))
        {
            header = name == "AWSTraceHeader" && attribute.DataType == "String"
                ? Encoding.UTF8.GetString(attribute.Bytes)
                : throw SqsErrors.InvalidParameters($"Message system attribute name '{name}' is invalid.");
        }

        return header;
    }

    private static List<KeyValuePair<string, MessageAttribute>> ReadMap(RequestMembers input, string member)
    {
        List<KeyValuePair<string, MessageAttribute>> values = [];
        foreach (var (name, attribute) in input.ObjectMap(member))
        {
            CheckName(name);
            // "Not implemented. Reserved for future use", says AWS of the lists.
            attribute.Refuse("StringListValues", "BinaryListValues");
            values.Add(new(name, Check(
                name, attribute.Text("DataType"), attribute.Text("StringValue"), attribute.Blob("BinaryValue"))));
        }

        return values;
    }

    private static MessageAttribute Check(string name, string? type, string? text, byte[]? binary)
    {
        switch (type?.Split('.', 2)[0])
        {
            case null or "":
                throw Invalid(name, "must contain a non-empty message attribute type.");
            case "Binary":
                return binary is { Length: > 0 }
                    ? new MessageAttribute(type, binary)
                    : throw Empty(name, type);
            case "String" or "Number" when string.IsNullOrEmpty(text):
                throw Empty(name, type);
            case "Number" when !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _):
                throw SqsErrors.InvalidParameters($"Could not cast message attribute '{name}' value to number.");
            case "String" or "Number":
                return new MessageAttribute(type, Encoding.UTF8.GetBytes(text!));
            default:
                throw Invalid(
                    name,
                    "has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and "
                    + "String.");
        }
    }

    private static void CheckName(string name)
    {
        if (name.Length is 0 or > 256
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            || name.StartsWith('.') || name.EndsWith('.') || name.Contains("..", StringComparison.Ordinal)
            || name.StartsWith("aws.", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("amazon.", StringComparison.OrdinalIgnoreCase))
        {
            throw SqsErrors.InvalidParameters(
                "Message attribute name can only contain A-Z, a-z, 0-9, underscore (_), hyphen (-), and period (.), "
                + "and cannot start with aws. or amazon.");
        }
    }

    private static AwsException Empty(string name, string type) => Invalid(
        name, $"must contain a non-empty message attribute value for message attribute type '{type}'.");

    private static AwsException Invalid(string name, string what) =>
        SqsErrors.InvalidParameters($"The message attribute '{name}' {what}");
}
