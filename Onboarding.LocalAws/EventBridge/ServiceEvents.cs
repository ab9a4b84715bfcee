using Onboarding.LocalAws.EventBridge.Operations;
using Onboarding.LocalAws.EventBridge.Publishing;

namespace Onboarding.LocalAws.EventBridge;

/// <summary>Puts events of other services, as PutEvents would.</summary>
internal sealed class ServiceEvents(EventBridgeContext context)
{
    /// <param name="busArn">Of a bus, which need not exist: AWS drops the event then, too.</param>
    /// <returns>Why it was not taken; null where it was.</returns>
    public string? Put(string busArn, EventEntry entry)
    {
        if (entry.SizeBytes > EventEntry.SizeBytesMax)
        {
            return $"the event has {entry.SizeBytes} bytes, more than {EventEntry.SizeBytesMax}";
        }

        var own = entry with { Bus = context.BusName(busArn), IsOfService = true };
        return context.Publisher.Publish([own]) is [EntryResult.Failed failed] ? failed.Message : null;
    }
}
