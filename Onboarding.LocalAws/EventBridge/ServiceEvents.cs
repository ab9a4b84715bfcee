using Onboarding.LocalAws.EventBridge.Operations;
using Onboarding.LocalAws.EventBridge.Publishing;

namespace Onboarding.LocalAws.EventBridge;

/// <summary>Puts events of other services, as PutEvents would.</summary>
internal sealed class ServiceEvents(EventBridgeContext context)
{
    /// <param name="busArn">Of a bus, which need not exist: AWS drops the event then, too.</param>
    /// <returns>Why it was not taken; null where it was.</returns>
    public string? Put(string busArn, EventEntry entry) =>
        entry.SizeBytes > EventEntry.SizeBytesMax
            ? $"the event has {entry.SizeBytes} bytes, more than {EventEntry.SizeBytesMax}"
            : context.Publisher.Publish([entry with { Bus = context.BusName(busArn) }]) is [EntryResult.Failed failed]
                ? failed.Message
                : null;
}
