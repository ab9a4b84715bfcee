using System.Text.Json;
using Onboarding.LocalAws.StepFunctions;
using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Wiring;

/// <summary>
/// The body that a Task's parameters become. Step Functions takes JSON where the API wants a text of it, and adds to
/// events who sends them (https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html,
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html).
/// </summary>
internal static class TaskRequest
{
    public static byte[] Body(TaskCall call) => (call.Service, call.Parameters.ValueKind) switch
    {
        (_, not JsonValueKind.Object) => JsonText.Of(call.Parameters),
        ("sqs", _) => JsonWire.Object(json => WriteWithText(json, call.Parameters, "MessageBody")),
        ("events", _) => JsonWire.Object(json => WriteEntries(json, call)),
        _ => JsonText.Of(call.Parameters),
    };

    private static void WriteEntries(Utf8JsonWriter json, TaskCall call)
    {
        foreach (var member in call.Parameters.EnumerateObject())
        {
            if (!member.NameEquals("Entries"u8) || member.Value.ValueKind != JsonValueKind.Array)
            {
                member.WriteTo(json);
                continue;
            }

            json.WriteStartArray("Entries");
            foreach (var entry in member.Value.EnumerateArray())
            {
                WriteEntry(json, entry, call);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteEntry(Utf8JsonWriter json, JsonElement entry, TaskCall call)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            entry.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        WriteWithText(json, entry, "Detail", except: "Resources");
        json.WriteStartArray("Resources");
        if (entry.TryGetProperty("Resources"u8, out var own) && own.ValueKind == JsonValueKind.Array)
        {
            foreach (var resource in own.EnumerateArray())
            {
                resource.WriteTo(json);
            }
        }

        json.WriteStringValue(call.MachineArn);
        json.WriteStringValue(call.ExecutionArn);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="text">The member whose JSON becomes a text.</param>
    private static void WriteWithText(Utf8JsonWriter json, JsonElement value, string text, string? except = null)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (member.NameEquals(text) && member.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            {
                json.WriteString(text, JsonText.Of(member.Value));
            }
            else if (except is null || !member.NameEquals(except))
            {
                member.WriteTo(json);
            }
        }
    }
}
