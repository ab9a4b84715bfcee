using System.Text.Json;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>What PutTargets and RemoveTargets answer: here a request succeeds or fails as a whole.</summary>
internal static class FailedEntries
{
    public static void WriteNone(Utf8JsonWriter answer)
    {
        answer.WriteNumber("FailedEntryCount", 0);
        answer.WriteStartArray("FailedEntries");
        answer.WriteEndArray();
    }
}
