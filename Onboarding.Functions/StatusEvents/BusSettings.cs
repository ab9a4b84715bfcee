using Onboarding.Functions.Settings;

namespace Onboarding.Functions.StatusEvents;

/// <summary>
/// Where events go: <c>EVENT_BUS</c>, a name or ARN, and <c>APPLICATION</c>, the first part of their sources.
/// </summary>
internal sealed record BusSettings(string EventBus, string Application)
{
    public static BusSettings Read(FunctionSettings settings)
    {
        var read = new BusSettings(settings.Required("EVENT_BUS"), settings.Required("APPLICATION"));
        // Sources that begin with "aws." are AWS's own
        // (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html).
        var valid = read.Application.Length <= 64 && !read.Application.StartsWith("aws.", StringComparison.Ordinal)
            && read.Application != "aws" && read.Application.All(IsSourceCharacter);
        if (!valid)
        {
            settings.AddFault(
                "APPLICATION must have at most 64 letters, digits, dots, hyphens and underscores, and not be AWS's.");
        }

        return read;
    }

    private static bool IsSourceCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';
}
