using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>DescribeEventBus; without a name it is the default bus.</summary>
internal static class DescribeEventBus
{
    public static void Execute(RequestMembers input, EventBridgeContext context, Utf8JsonWriter answer)
    {
        input.AllowOnly("Name");
        BusAnswer.Write(answer, context.RequireBus(context.BusName(input, "Name")), context);
    }
}
