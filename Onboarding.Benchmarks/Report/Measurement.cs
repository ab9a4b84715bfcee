namespace Onboarding.Benchmarks.Report;

/// <summary>One line of the table.</summary>
/// <param name="P50">Half of the samples are not above it; the figure itself where there is only one.</param>
/// <param name="P95">Null where a percentile says nothing, as of rates.</param>
/// <param name="Count">How many samples; of a rate, how many things were counted.</param>
/// <param name="What">What exactly was measured, in one line.</param>
internal sealed record Measurement(string Name, double P50, double? P95, string Unit, int Count, string What);
