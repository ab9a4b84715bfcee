using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Store;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>The members of a bus, as DescribeEventBus and ListEventBuses answer them.</summary>
internal static class BusMembers
{
    public static void Write(Utf8JsonWriter answer, EventBus bus, EventBridgeContext context)
    {
        var createdAt = bus.CreatedAt.ToUnixTimeMilliseconds() / 1000m;
        answer.WriteString("Name", bus.Name);
        answer.WriteString("Arn", context.BusArn(bus.Name));
        if (bus.Description is { } description)
        {
            answer.WriteString("Description", description);
        }

        answer.WriteNumber("CreationTime", createdAt);
        // There is no UpdateEventBus here, so that a bus is as it was created.
        answer.WriteNumber("LastModifiedTime", createdAt);
    }
}
