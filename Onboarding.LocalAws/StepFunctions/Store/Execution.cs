using System.Diagnostics;

namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>One run of a state machine, as its caller and the API see it.</summary>
internal sealed record Execution
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public required string MachineArn { get; init; }

    public required string MachineName { get; init; }

    public required MachineType Type { get; init; }

    /// <summary>As it was when the execution began.</summary>
    public required MachineRevision Revision { get; init; }

    /// <summary>JSON, as the caller wrote it.</summary>
    public required ReadOnlyMemory<byte> Input { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What every state's span continues.</summary>
    public ActivityContext Trace { get; init; }

    /// <summary>StartExecution's, for DescribeExecution.</summary>
    public string? TraceHeader { get; init; }

    /// <summary>Null while it runs.</summary>
    public ExecutionEnd? End { get; init; }

    public ExecutionStatus Status => End?.Status ?? ExecutionStatus.Running;
}

/// <param name="Output">JSON; null where it did not succeed.</param>
/// <param name="Error">Null where the failure has no name.</param>
internal sealed record ExecutionEnd(
    ExecutionStatus Status, DateTimeOffset At, ReadOnlyMemory<byte>? Output, string? Error, string? Cause);
