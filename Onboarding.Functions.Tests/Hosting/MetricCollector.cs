using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Onboarding.Functions.Tests.Hosting;

/// <summary>Hears every measurement of every meter, as a text: name, unit, value, tags by name.</summary>
internal sealed class MetricCollector : IDisposable
{
    private readonly ConcurrentQueue<(string Meter, string Instrument, string Text)> _measurements = [];
    private readonly MeterListener _listener = new();

    public MetricCollector()
    {
        _listener.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => Add(instrument, value.ToString(CultureInfo.InvariantCulture), tags));
        _listener.SetMeasurementEventCallback<double>(
            (instrument, value, tags, _) => Add(instrument, value.ToString(CultureInfo.InvariantCulture), tags));
        _listener.Start();
    }

    public IReadOnlyList<string> Of(string meter, string instrument) =>
        [.. _measurements.Where(m => m.Meter == meter && m.Instrument == instrument).Select(m => m.Text)];

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}");
        _measurements.Enqueue((
            instrument.Meter.Name,
            instrument.Name,
            $"{instrument.Name} {instrument.Unit} {value} {string.Join(' ', named)}".TrimEnd()));
    }
}
