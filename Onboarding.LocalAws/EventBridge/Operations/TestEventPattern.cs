using System.Text.Json;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>TestEventPattern: whether an event would match; nothing is sent.</summary>
internal sealed class TestEventPattern : IAwsOperation<JsonCall>
{
    /// <summary>API_TestEventPattern names resources, too, but AWS takes an event without them (recorded).</summary>
    private static readonly string[] Mandatory = ["id", "account", "source", "time", "region", "detail-type"];

    public string Name => "TestEventPattern";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:TestEventPattern")];

    public OperationMembers Members { get; } = new("EventPattern", "Event");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
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

        call.Response.WriteBoolean("Result", pattern.Compiled.Matches(new EventFields(document.RootElement)));
        return ValueTask.CompletedTask;
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
