namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>Kept for Describe; nothing is written to a log group here.</summary>
/// <param name="Level"><c>OFF</c>, <c>ALL</c>, <c>ERROR</c> or <c>FATAL</c>.</param>
/// <param name="Destinations">ARNs of log groups.</param>
internal sealed record LoggingSettings(string Level, bool IncludesData, IReadOnlyList<string> Destinations)
{
    public static LoggingSettings Off { get; } = new("OFF", IncludesData: false, []);

    public bool Equals(LoggingSettings? other) =>
        other is not null && (Level, IncludesData) == (other.Level, other.IncludesData)
        && Destinations.SequenceEqual(other.Destinations);

    public override int GetHashCode() => HashCode.Combine(Level, IncludesData, Destinations.Count);
}
