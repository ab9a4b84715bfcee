using System.Text;
using Onboarding.LocalAws.StepFunctions.Language;

namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>
/// What an update of a state machine replaces. An execution keeps the revision that it began with: "running executions
/// will continue to use the previous definition and roleArn"
/// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html).
/// </summary>
internal sealed class MachineRevision
{
    private readonly Lazy<StateMachineDefinition> _compiled;

    public MachineRevision() => _compiled = new(Compile);

    /// <summary>A UUID.</summary>
    public required string Id { get; init; }

    /// <summary>Of the first one AWS tells no id.</summary>
    public bool IsFirst { get; init; }

    /// <summary>As the caller wrote it.</summary>
    public string Definition { get; init; } = "";

    public string RoleArn { get; init; } = "";

    public LoggingSettings Logging { get; init; } = LoggingSettings.Off;

    public bool IsTraced { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Compiled when it is needed first, and once.</summary>
    public StateMachineDefinition Machine => _compiled.Value;

    /// <summary>A definition gets into a store only once it was found to be sound.</summary>
    private StateMachineDefinition Compile() =>
        StateMachineDefinition.Parse(Encoding.UTF8.GetBytes(Definition)).Definition
        ?? throw new InvalidOperationException($"The definition of revision {Id} has faults.");
}
