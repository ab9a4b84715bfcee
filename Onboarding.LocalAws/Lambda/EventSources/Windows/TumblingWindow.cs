using System.Text;
using System.Text.Json;

namespace Onboarding.LocalAws.Lambda.EventSources.Windows;

/// <summary>
/// A window of time and what the function made of its records so far
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html). The boundaries are multiples of the
/// length since 1970 (inferred), and a record belongs to the window in which it was written.
/// </summary>
/// <param name="FirstPosition">
/// The position of its first record. The checkpoint stays there until the window is closed: the state lives in memory,
/// and a mapping that starts again must build it again.
/// </param>
internal sealed record TumblingWindow(DateTimeOffset Start, DateTimeOffset End, ulong FirstPosition)
{
    /// <summary>"Your state can be a maximum of 1 MB per shard."</summary>
    public const int StateSizeBytesMax = 1024 * 1024;

    public TimeSpan Length => End - Start;

    /// <summary>The function's own JSON; an empty object at first, as SDKs expect one.</summary>
    public ReadOnlyMemory<byte> State { get; init; } = "{}"u8.ToArray();

    /// <summary>"If it exceeds that size, Lambda terminates the window early."</summary>
    public bool IsTooLarge => State.Length > StateSizeBytesMax;

    public static TumblingWindow Of(StreamRecord first, TimeSpan length)
    {
        var start = StartOf(first, length);
        return new TumblingWindow(start, start + length, first.Position);
    }

    public static DateTimeOffset StartOf(StreamRecord record, TimeSpan length)
    {
        var sinceEpoch = record.CreatedAt - DateTimeOffset.UnixEpoch;
        return DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(sinceEpoch.Ticks / length.Ticks * length.Ticks);
    }

    /// <summary>The state in a function's response: <c>{"state":{…},"batchItemFailures":[]}</c>.</summary>
    /// <returns>Null where there is none, which makes the invocation a failure.</returns>
    public static ReadOnlyMemory<byte>? ReadState(ReadOnlyMemory<byte> response)
    {
        if (response.IsEmpty)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(response);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("state", out var state))
            {
                return Encoding.UTF8.GetBytes(state.GetRawText());
            }

            return null;
        }
        catch (JsonException)
        {
            // What is no JSON has no state either.
            return null;
        }
    }
}
