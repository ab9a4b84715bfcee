using Onboarding.LocalAws.StepFunctions.Language.Parsing;

namespace Onboarding.LocalAws.StepFunctions.Language;

/// <summary>
/// A state machine in the Amazon States Language with JSONPath (https://states-language.net/spec.html), compiled and
/// checked. The processor of a Map and the branches of a Parallel state are machines, too. Immutable and safe for
/// concurrent use; it knows no clock, no HTTP and no I/O.
/// </summary>
internal sealed class StateMachineDefinition
{
    public required string StartAt { get; init; }

    /// <summary>By name; names are unique in the whole definition, inner machines included.</summary>
    public required IReadOnlyDictionary<string, State> States { get; init; }

    public string? Comment { get; init; }

    /// <summary>For how long an execution may run; only of the outermost machine.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <param name="utf8Json">The definition's text.</param>
    /// <returns>The machine, or the faults for which AWS refuses it; warnings come with either.</returns>
    public static ParsedDefinition Parse(ReadOnlyMemory<byte> utf8Json) => DefinitionParser.Parse(utf8Json);
}

/// <param name="Definition">Null where a fault is an error.</param>
/// <param name="Faults">In ValidateStateMachineDefinition's order.</param>
internal sealed record ParsedDefinition(StateMachineDefinition? Definition, IReadOnlyList<DefinitionFault> Faults);
