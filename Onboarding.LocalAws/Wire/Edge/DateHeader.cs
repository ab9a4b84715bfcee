using System.Globalization;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// The <c>Date</c> of an answer, by the clock that signatures are checked with. SDKs correct their own clocks by it, so
/// that Kestrel's does not do: it is renewed once per second of process time, hence is as old as a suspend was long in
/// the first second after it, and does not follow a calendar that was turned.
/// </summary>
internal sealed class DateHeader(TimeProvider time)
{
    private Text _last = new(0, "");

    public string Now()
    {
        var now = time.GetUtcNow();
        var second = now.UtcTicks / TimeSpan.TicksPerSecond;
        var last = Volatile.Read(ref _last);
        if (last.Second != second)
        {
            last = new Text(second, now.ToString("R", CultureInfo.InvariantCulture));
            Volatile.Write(ref _last, last);
        }

        return last.Value;
    }

    private sealed record Text(long Second, string Value);
}
