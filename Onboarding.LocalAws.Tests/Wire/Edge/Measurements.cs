using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Onboarding.LocalAws.Tests.Wire.Edge;

/// <summary>What one meter measures, as texts: instrument, unit, tags by name; a gauge's value, too.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentQueue<string> _texts = [];
    private readonly MeterListener _listener = new();

    public Measurements(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<string> All => [.. _texts];

    /// <summary>Asks every gauge.</summary>
    public IReadOnlyList<string> Look()
    {
        _texts.Clear();
        _listener.RecordObservableInstruments();
        return All;
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // How long something took is not for a test.
        var shown = instrument.IsObservable ? value.ToString(CultureInfo.InvariantCulture) + " " : "";
        var named = tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}");
        _texts.Enqueue($"{instrument.Name} {instrument.Unit} {shown}{string.Join(' ', named)}");
    }
}
