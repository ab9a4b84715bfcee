using System.Globalization;

namespace Onboarding.LocalAws.DynamoDb.Store;

internal enum StreamViewType
{
    NEW_IMAGE,
    OLD_IMAGE,
    NEW_AND_OLD_IMAGES,
    KEYS_ONLY,
}

/// <summary>One stream of a table. Switching a stream off and on again makes another one, as in AWS.</summary>
/// <param name="Arn"><c>{table ARN}/stream/{label}</c>.</param>
/// <param name="Label">When it was enabled: <c>2026-11-20T12:00:00.000</c>.</param>
/// <param name="StartSequenceNumber">No record of the stream has a smaller number.</param>
internal sealed record StreamDefinition(
    string Arn, string Label, StreamViewType ViewType, DateTimeOffset CreatedAt, ulong StartSequenceNumber)
{
    public bool IsEnabled { get; init; } = true;

    public static StreamDefinition Create(
        string tableArn, StreamViewType viewType, DateTimeOffset at, ulong startSequenceNumber)
    {
        var label = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
        return new StreamDefinition($"{tableArn}/stream/{label}", label, viewType, at, startSequenceNumber);
    }
}
