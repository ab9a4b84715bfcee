using Onboarding.AppHost.Dashboard.Resources.Wire;

namespace Onboarding.AppHost.Dashboard.Resources;

/// <summary>The commands of resources, as the dashboard offers them.</summary>
internal static class Commands
{
    public const string Restart = "restart";
    public const string Pause = "pause";
    public const string Resume = "resume";
    public const string Redrive = "redrive";
    public const string Reset = "reset";

    public static ResourceCommand RestartFunction(bool isManaged) => new()
    {
        Name = Restart,
        DisplayName = "Restart",
        DisplayDescription = "Ends its environments; the next invocation starts a fresh one.",
        IconName = "ArrowClockwise",
        IsHighlighted = true,
        State = isManaged ? CommandState.Enabled : CommandState.Disabled,
    };

    public static ResourceCommand PauseEventSource(bool isPossible) => new()
    {
        Name = Pause,
        DisplayName = "Pause",
        DisplayDescription = "Holds deliveries back; what waits does not age meanwhile.",
        IconName = "Pause",
        IsHighlighted = true,
        State = isPossible ? CommandState.Enabled : CommandState.Hidden,
    };

    public static ResourceCommand ResumeEventSource(bool isPossible) => new()
    {
        Name = Resume,
        DisplayName = "Resume",
        DisplayDescription = "Goes on with what has waited.",
        IconName = "Play",
        IsHighlighted = true,
        State = isPossible ? CommandState.Enabled : CommandState.Hidden,
    };

    public static ResourceCommand RedriveQueue(bool isPossible, string description) => new()
    {
        Name = Redrive,
        DisplayName = "Redrive",
        DisplayDescription = description,
        IconName = "ArrowUndo",
        IsHighlighted = true,
        State = isPossible ? CommandState.Enabled : CommandState.Disabled,
    };

    public static ResourceCommand ResetHost() => new()
    {
        Name = Reset,
        DisplayName = "Reset",
        DisplayDescription = "Forgets everything and provisions the template anew.",
        ConfirmationMessage = "Every table, queue, object, mail and user is deleted. Go on?",
        IconName = "ArrowReset",
        IsHighlighted = true,
    };
}
