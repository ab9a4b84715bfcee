using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>A state whose work the engine does, and which may fail: Task, Parallel, Map.</summary>
internal abstract class FallibleState : State
{
    public IReadOnlyList<Retrier> Retriers { get; init; } = [];

    public IReadOnlyList<Catcher> Catchers { get; init; } = [];

    /// <returns>
    /// The index of the retrier that takes this error, otherwise -1. The engine counts a state's retries by this index
    /// and asks <see cref="Retrier.Delay"/>; where that gives none, catchers follow, not the next retrier.
    /// </returns>
    public int FindRetrier(string error) => throw new NotSupportedException();

    /// <returns>Null: the error fails the machine.</returns>
    public Catcher? FindCatcher(string error) => throw new NotSupportedException();

    /// <summary>ResultSelector, Assign, ResultPath, OutputPath.</summary>
    /// <param name="result">The task's, or the array of a Parallel's or Map's outputs.</param>
    public StateTransition Complete(StateScope scope, JsonElement result) => throw new NotSupportedException();
}
