using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>ListEventBuses, in order of name.</summary>
internal static class ListEventBuses
{
    public static void Execute(RequestMembers input, EventBridgeContext context, Utf8JsonWriter answer)
    {
        input.AllowOnly("NamePrefix", "NextToken", "Limit");
        Page.Write(answer, "EventBuses", input, context.Store.Buses(), bus => bus.Name, bus =>
        {
            answer.WriteStartObject();
            BusAnswer.Write(answer, bus, context);
            answer.WriteEndObject();
        });
    }
}
