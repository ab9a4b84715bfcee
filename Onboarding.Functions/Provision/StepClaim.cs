using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Provision;

/// <summary>
/// Who holds a step, and until when by the clock of whoever took it, in milliseconds of Unix time. The stamp is kept
/// as it was read, as it is compared with, and trusted for no more than a lease: the holder's clock may have been days
/// ahead, or ours may have been set back since.
/// </summary>
internal sealed record StepClaim(string By, string Until)
{
    /// <summary>Null when nobody holds the step.</summary>
    public static StepClaim? Read(AttributeValue? entry) =>
        entry?.M?.GetValueOrDefault("until")?.N is { } until
            ? new StepClaim(entry.M.GetValueOrDefault("by")?.S ?? "", until)
            : null;

    /// <summary>How long to wait for its end: never less than nothing, never more than a lease.</summary>
    public TimeSpan TimeLeft(DateTimeOffset now, TimeSpan lease)
    {
        var until = double.Parse(Until, CultureInfo.InvariantCulture);
        var milliseconds = Math.Clamp(until - now.ToUnixTimeMilliseconds(), 0, lease.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(milliseconds);
    }
}
