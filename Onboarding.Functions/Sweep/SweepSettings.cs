using System.Globalization;
using Onboarding.Functions.Settings;

namespace Onboarding.Functions.Sweep;

/// <summary>The settings of <see cref="SweepFunction"/>.</summary>
/// <param name="OpenFor">
/// How long a registration is left to the pipeline: for longer than its mappings retry a record.
/// </param>
/// <param name="UnverifiedFor">How long a domain waits for the next question to its registry.</param>
/// <param name="AttemptsMax">With the door's own.</param>
internal sealed record SweepSettings(
    string UsersTable, Uri RdapUrl, TimeSpan OpenFor, TimeSpan UnverifiedFor, int AttemptsMax)
{
    private const int NumberMax = 100_000;

    public static SweepSettings Read(FunctionSettings settings) => new(
        settings.Required("USERS_TABLE"),
        settings.RequiredUri("RDAP_URL"),
        TimeSpan.FromMinutes(Number(settings, "SWEEP_OPEN_MINUTES")),
        TimeSpan.FromMinutes(Number(settings, "SWEEP_UNVERIFIED_MINUTES")),
        Number(settings, "SWEEP_ATTEMPTS_MAX"));

    private static int Number(FunctionSettings settings, string name)
    {
        var text = settings.Required(name);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= NumberMax)
        {
            return number;
        }

        settings.AddFault($"{name} must be 1 to {NumberMax}.");
        return 1;
    }
}
