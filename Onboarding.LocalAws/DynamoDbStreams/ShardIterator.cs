using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Onboarding.LocalAws.DynamoDbStreams;

/// <summary>
/// A place in a shard, good for 15 minutes:
/// <c>arn:aws:dynamodb:us-east-1:123456789012:table/users/stream/2026-11-20T12:00:00.000|1|AAAA…</c>.
/// The host keeps nothing of it.
/// </summary>
/// <param name="Position">Of the next record to read.</param>
internal sealed record ShardIterator(string StreamArn, ulong Position, DateTimeOffset IssuedAt)
{
    /// <summary>
    /// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const string Separator = "|1|";
    private const int TokenBytes = 2 * sizeof(ulong);

    public string Encode()
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        BinaryPrimitives.WriteUInt64BigEndian(token, Position);
        BinaryPrimitives.WriteInt64BigEndian(token[sizeof(ulong)..], IssuedAt.ToUnixTimeMilliseconds());
        return StreamArn + Separator + Convert.ToBase64String(token);
    }

    public static bool TryDecode(string text, [NotNullWhen(true)] out ShardIterator? iterator)
    {
        iterator = null;
        var separator = text.IndexOf(Separator, StringComparison.Ordinal);
        Span<byte> token = stackalloc byte[TokenBytes];
        if (separator < 0
            || !Convert.TryFromBase64Chars(text.AsSpan(separator + Separator.Length), token, out var length)
            || length != TokenBytes)
        {
            return false;
        }

        var issuedAt = BinaryPrimitives.ReadInt64BigEndian(token[sizeof(ulong)..]);
        if (issuedAt < 0 || issuedAt > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return false;
        }

        iterator = new ShardIterator(
            text[..separator],
            BinaryPrimitives.ReadUInt64BigEndian(token),
            DateTimeOffset.FromUnixTimeMilliseconds(issuedAt));
        return true;
    }
}
