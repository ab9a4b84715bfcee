namespace Onboarding.LocalAws.Lambda.EventSources.Windows;

/// <summary>Opens and closes the windows of one lane; does nothing where the mapping has no tumbling window.</summary>
internal sealed class WindowedLane(StreamMappingSettings settings, StreamLane lane, BatchDelivery delivery)
{
    /// <summary>
    /// Closes the open window where it is over or its state is too large; otherwise waits until there is work in it.
    /// </summary>
    /// <returns>False where the next batch belongs to the open window, or none is open.</returns>
    public async Task<bool> TryCloseAsync(CancellationToken stop)
    {
        if (delivery.Window is not { } open || lane.Current is not null
            || (!open.IsTooLarge && await lane.WaitWithinAsync(open, stop)))
        {
            return false;
        }

        await delivery.CloseWindowAsync(open);
        delivery.Window = null;
        lane.Hold(null);
        return true;
    }

    /// <summary>Opens the batch's window unless it is open.</summary>
    public void Open(BatchState batch)
    {
        if (settings.TumblingWindow is { } length && delivery.Window is null)
        {
            var window = TumblingWindow.Of(batch.Records[batch.FirstOpen], length);
            lane.Hold(window.FirstPosition);
            delivery.Window = window;
        }
    }
}
