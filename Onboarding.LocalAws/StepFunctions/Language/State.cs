using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language;

/// <summary>
/// One state of a machine. What it does with its data are pure functions of a <see cref="StateScope"/>; what takes
/// time or leaves the machine (a task, a wait, branches) is the engine's. Each throws <see cref="StatesException"/>.
/// </summary>
internal abstract class State
{
    public required string Name { get; init; }

    /// <summary>Where it is in the definition: <c>/States/Fan out/Branches[0]/States/Left</c>.</summary>
    public required string Location { get; init; }

    public string? Comment { get; init; }

    /// <summary>Null in a terminal state, and in a Choice.</summary>
    public string? Next { get; init; }

    /// <summary>AWS's word: <c>Pass</c>, <c>Task</c>, …</summary>
    public abstract string Type { get; }

    /// <returns>What the state works on: InputPath, then Parameters where the state has them.</returns>
    public virtual JsonElement EffectiveInput(StateScope scope) => throw new NotSupportedException();
}
