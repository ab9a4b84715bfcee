using System.Diagnostics;
using Onboarding.LocalAws.Hosting.Runtime;
using Onboarding.LocalAws.Lambda.Environments;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Hosting;

/// <summary>Runs one execution environment: polls the Runtime API that the environment names until cancelled.</summary>
/// <param name="environment">All that the function may know, <c>AWS_LAMBDA_RUNTIME_API</c> included.</param>
/// <returns>The exit code, 0 after cancellation.</returns>
public delegate Task<int> FunctionBootstrap(
    IReadOnlyDictionary<string, string> environment, CancellationToken stop);

/// <summary>Who starts the execution environments of functions.</summary>
public abstract record FunctionHosting
{
    private FunctionHosting()
    {
    }

    /// <summary>
    /// Whether a function that runs out of time is ended. Off under a debugger, where a breakpoint would end it.
    /// </summary>
    public bool EnforcesTimeouts { get; init; } = !Debugger.IsAttached;

    /// <summary>
    /// Environments of one function at once. Further invocations wait: a laptop has fewer cores than Lambda. Reserved
    /// concurrency throttles as in AWS, independently of it.
    /// </summary>
    public int EnvironmentsPerFunctionMax { get; init; } = 2 * Math.Max(4, Environment.ProcessorCount);

    /// <summary>An environment that was not invoked for this long is ended.</summary>
    public TimeSpan IdleTimeMax { get; init; } = TimeSpan.FromMinutes(5);

    internal EnvironmentLimits Limits => new(EnforcesTimeouts, EnvironmentsPerFunctionMax, IdleTimeMax);

    /// <summary>Logical ids that this hosting has code for; the template must have them.</summary>
    internal virtual IEnumerable<string> LogicalIds => [];

    /// <summary>Called before the functions of a template are prepared.</summary>
    internal virtual void Use(FileInfo template)
    {
    }

    internal abstract IEnvironmentLauncher CreateLauncher(TimeProvider time);

    /// <summary>Called before a function of a template is deployed.</summary>
    /// <returns>Why its environments cannot be run; null where they can.</returns>
    internal virtual FunctionFault? Prepare(FunctionDefinition function) => null;

    /// <summary>A task in this process per environment: breakpoints in every function, no cold start.</summary>
    public sealed record InProcess(FunctionBootstrap Bootstrap) : FunctionHosting
    {
        internal override IEnvironmentLauncher CreateLauncher(TimeProvider time) =>
            new InProcessLauncher(Bootstrap.Invoke, time);
    }

    /// <summary>A child process per environment: started by the invoke that needs it, killed on time-out.</summary>
    /// <param name="Bootstrap">The executable, or a .dll that <c>dotnet</c> runs.</param>
    public sealed record ChildProcess(FileInfo Bootstrap) : FunctionHosting
    {
        internal override IEnvironmentLauncher CreateLauncher(TimeProvider time) =>
            new ProcessLauncher(Bootstrap, time);
    }

    /// <summary>Each function of the template by code of its own.</summary>
    public sealed record ByTable(FunctionTable Functions) : FunctionHosting
    {
        internal override IEnumerable<string> LogicalIds => Functions.LogicalIds;

        internal override void Use(FileInfo template) => Functions.Folder = template.DirectoryName!;

        internal override IEnvironmentLauncher CreateLauncher(TimeProvider time) =>
            new FunctionTableLauncher(Functions, time);

        internal override FunctionFault? Prepare(FunctionDefinition function) => Functions.Prepare(function);
    }

    /// <summary>
    /// Started by hand, for example under a debugger, with <c>AWS_LAMBDA_RUNTIME_API={edge}/{function}</c>.
    /// </summary>
    public sealed record External : FunctionHosting
    {
        internal override IEnvironmentLauncher CreateLauncher(TimeProvider time) => new ExternalLauncher();
    }
}
