using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>A message's own attributes by name, and the MD5 that SDKs check.</summary>
/// <param name="Md5">Lower-case hex; null where there are no attributes.</param>
internal sealed record MessageAttributes(
    IReadOnlyList<KeyValuePair<string, MessageAttribute>> Values, string? Md5, int SizeBytes)
{
    public static MessageAttributes None { get; } = new([], null, 0);

    public static MessageAttributes Of(List<KeyValuePair<string, MessageAttribute>> values)
    {
        if (values.Count == 0)
        {
            return None;
        }

        values.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return new MessageAttributes(values, Digest(values), values.Sum(v => Encoding.UTF8.GetByteCount(v.Key)
            + Encoding.UTF8.GetByteCount(v.Value.DataType) + v.Value.Bytes.Length));
    }

    /// <summary>The digest of some of the attributes, as ReceiveMessage answers where it was asked for some.</summary>
    public static string Digest(IEnumerable<KeyValuePair<string, MessageAttribute>> sorted)
    {
        // For each: length and name, length and type, 1 for text or 2 for binary, length and value.
        // Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/
        // sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation.
        var text = new ArrayBufferWriter<byte>();
        foreach (var (name, attribute) in sorted)
        {
            Append(text, Encoding.UTF8.GetBytes(name));
            Append(text, Encoding.UTF8.GetBytes(attribute.DataType));
            text.Write([attribute.IsBinary ? (byte)2 : (byte)1]);
            Append(text, attribute.Bytes);
        }

        return Md5Hex(text.WrittenSpan);
    }

    public static string Md5Hex(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[16];
#pragma warning disable CA5351 // Not for security: SQS reports MD5 digests, and SDKs check them.
        MD5.HashData(bytes, hash);
#pragma warning restore CA5351
        return Convert.ToHexStringLower(hash);
    }

    private static void Append(ArrayBufferWriter<byte> text, byte[] bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(text.GetSpan(4), bytes.Length);
        text.Advance(4);
        text.Write(bytes);
    }
}

/// <param name="DataType">String, Number or Binary, perhaps with a label: <c>Number.int</c>.</param>
/// <param name="Bytes">The value; text as UTF-8.</param>
internal sealed record MessageAttribute(string DataType, byte[] Bytes)
{
    public bool IsBinary => DataType.StartsWith("Binary", StringComparison.Ordinal);
}
