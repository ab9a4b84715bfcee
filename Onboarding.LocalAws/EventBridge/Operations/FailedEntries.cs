using System.Text.Json;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>
/// What PutTargets and RemoveTargets have in common: lists of 1 to 100, and an answer in which no entry has failed.
/// "This action can partially fail if too many requests are made at the same time"
/// (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html, API_RemoveTargets), which nothing
/// here limits; what is wrong with one target fails the request, as in AWS (recorded).
/// </summary>
internal static class FailedEntries
{
    private const int CountMax = 100;

    /// <param name="member">As the API's model has it: <c>targets</c>.</param>
    public static void CheckCount(int count, string member)
    {
        if (count is 0 or > CountMax)
        {
            throw EventBridgeErrors.Constraint(count, member, count == 0
                ? "Member must have length greater than or equal to 1"
                : $"Member must have length less than or equal to {CountMax}");
        }
    }

    public static void WriteNone(Utf8JsonWriter answer)
    {
        answer.WriteNumber("FailedEntryCount", 0);
        answer.WriteStartArray("FailedEntries");
        answer.WriteEndArray();
    }
}
