using Onboarding.LocalAws.Lambda.Environments;

namespace Onboarding.LocalAws.Hosting.Runtime;

/// <summary>What runs one function.</summary>
internal abstract record FunctionCode
{
    public virtual bool IsStartedByHost => true;

    /// <summary>Called for each environment: two of one function share nothing.</summary>
    public abstract IEnvironmentLauncher CreateLauncher(EnvironmentStart start, TimeProvider time);

    public sealed record InProcess(Func<IReadOnlyDictionary<string, string>, LambdaHandler> Create) : FunctionCode
    {
        public override IEnvironmentLauncher CreateLauncher(EnvironmentStart start, TimeProvider time) =>
            new InProcessLauncher(
                (variables, stop) => RuntimeLoop.RunAsync(Create, variables, time, start.Log, stop), time);
    }

    public sealed record Executable(FileInfo Bootstrap) : FunctionCode
    {
        public override IEnvironmentLauncher CreateLauncher(EnvironmentStart start, TimeProvider time) =>
            new ProcessLauncher(Bootstrap, time);
    }

    public sealed record External : FunctionCode
    {
        public override bool IsStartedByHost => false;

        public override IEnvironmentLauncher CreateLauncher(EnvironmentStart start, TimeProvider time) =>
            new ExternalLauncher();
    }
}
