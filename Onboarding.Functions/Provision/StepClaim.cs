using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Provision;

/// <summary>
/// The holder of a step, and the end of its lease by its own clock, in milliseconds of Unix time. The stamp is kept
/// as it was read, as it is compared with, and trusted for no more than a lease: the holder's clock may have been days
/// ahead, or ours may have been set back since.
/// </summary>
internal sealed record StepClaim(string By, string Until)
{
    /// <summary>Null when the step is free.</summary>
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
