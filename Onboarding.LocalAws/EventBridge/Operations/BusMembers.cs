using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Store;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>The members of a bus, as DescribeEventBus and ListEventBuses answer them.</summary>
internal static class BusMembers
{
    public static void Write(Utf8JsonWriter answer, EventBus bus, EventBridgeContext context)
    {
        answer.WriteString("Name", bus.Name);
        answer.WriteString("Arn", context.BusArn(bus.Name));
        answer.WriteOptional("Description", bus.Description);
        answer.WriteTime("CreationTime", bus.CreatedAt);
        // There is no UpdateEventBus here, so that a bus is as it was created.
        answer.WriteTime("LastModifiedTime", bus.CreatedAt);
    }
}
