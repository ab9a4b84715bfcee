using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>What lists of archives and replays are narrowed by.</summary>
internal static class ListFilter
{
    /// <returns>Null for all states.</returns>
    public static string? State(RequestMembers input, params string[] states)
    {
        var state = input.Text("State");
        return state is null || states.Contains(state)
            ? state
            : throw EventBridgeErrors.Constraint(
                state, "state", $"Member must satisfy enum value set: [{string.Join(", ", states)}]");
    }
}
