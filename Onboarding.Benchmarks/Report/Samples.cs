using System.Diagnostics;

namespace Onboarding.Benchmarks.Report;

/// <summary>What one thing took, over and over.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double P50 => Percentile(0.50);

    private double P95 => Percentile(0.95);

    public void Add(double value) => _values.Add(value);

    public void AddMilliseconds(TimeSpan time) => _values.Add(time.TotalMilliseconds);

    /// <summary>Runs the work and keeps how many milliseconds it took.</summary>
    public async Task MeasureAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        AddMilliseconds(Stopwatch.GetElapsedTime(started));
    }

    public Measurement Describe(string name, string unit, string what) => new(name, P50, P95, unit, Count, what);

    /// <summary>Of rounds that each gave a rate: the median round. A p95 would be the best case.</summary>
    public Measurement DescribeRate(string name, string unit, int counted, string what) =>
        new(name, P50, P95: null, unit, counted, what);

    /// <summary>The nearest rank: always a value that was measured.</summary>
    private double Percentile(double share)
    {
        List<double> sorted = [.. _values.Order()];
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }
}
