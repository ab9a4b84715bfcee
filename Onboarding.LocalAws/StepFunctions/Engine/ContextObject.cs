using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// The context object, <c>$$</c>, of each state of one execution
/// (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html).
/// </summary>
/// <param name="input">The execution's.</param>
internal sealed class ContextObject(Execution execution, JsonElement input)
{
    private static readonly JsonElement Unread = JsonValue.EmptyObject;

    /// <summary>Most definitions read none, and making one costs more than many a state.</summary>
    private readonly bool _isRead = execution.Revision.Definition.Contains("$$", StringComparison.Ordinal);

    /// <param name="retryCount">Null for a state that cannot retry.</param>
    public JsonElement Of(Position at, int? retryCount, string? taskToken)
    {
        if (!_isRead)
        {
            return Unread;
        }

        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            WriteExecution(json);
            WriteState(json, at, retryCount);
            WriteMember(json, "Map", at.MapItem);
            if (taskToken is not null)
            {
                json.WriteStartObject("Task");
                json.WriteString("Token", taskToken);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return JsonValue.Parse(buffer.WrittenSpan.ToArray());
    }

    private void WriteExecution(Utf8JsonWriter json)
    {
        json.WriteStartObject("Execution");
        json.WriteString("Id", execution.Arn);
        WriteMember(json, "Input", input);
        json.WriteString("StartTime", IsoTime.Milliseconds(execution.StartedAt));
        json.WriteString("Name", execution.Name);
        json.WriteString("RoleArn", execution.Revision.RoleArn);
        json.WriteNumber("RedriveCount", 0);
        json.WriteEndObject();
        json.WriteStartObject("StateMachine");
        json.WriteString("Id", execution.MachineArn);
        json.WriteString("Name", execution.MachineName);
        json.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter json, Position at, int? retryCount)
    {
        json.WriteStartObject("State");
        json.WriteString("Name", at.State);
        json.WriteString("EnteredTime", IsoTime.Milliseconds(at.EnteredAt));
        if (retryCount is { } count)
        {
            json.WriteNumber("RetryCount", count);
        }

        json.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter json, string name, JsonElement? value)
    {
        if (value is { } given)
        {
            json.WritePropertyName(name);
            given.WriteTo(json);
        }
    }
}
