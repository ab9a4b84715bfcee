using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>TestEventPattern: whether an event would match; nothing is sent.</summary>
internal static class TestEventPattern
{
    /// <summary>Source: API_TestEventPattern.</summary>
    private static readonly string[] Mandatory =
        ["id", "account", "source", "time", "region", "resources", "detail-type"];

    public static void Execute(RequestMembers input, Utf8JsonWriter answer)
    {
        input.AllowOnly("EventPattern", "Event");
        var text = input.RequiredText("EventPattern");
        var candidate = input.RequiredText("Event");
        var pattern = PutRule.Compile(text);
        using var document = Parse(candidate);
        foreach (var member in Mandatory)
        {
            if (!document.RootElement.TryGetProperty(member, out _))
            {
                throw EventBridgeErrors.InvalidEvent($"{member} is a required field.");
            }
        }

        answer.WriteBoolean("Result", pattern.Matches(document.RootElement));
    }

    private static JsonDocument Parse(string candidate)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(candidate);
        }
        catch (JsonException)
        {
            throw EventBridgeErrors.InvalidEvent("Event is not valid JSON.");
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw EventBridgeErrors.InvalidEvent("Event is not a JSON object.");
    }
}
