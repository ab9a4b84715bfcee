namespace Onboarding.LocalAws.Hosting;

/// <summary>Runs one execution environment: polls the Runtime API that the environment names until cancelled.</summary>
/// <param name="environment">All that the function may know, <c>AWS_LAMBDA_RUNTIME_API</c> included.</param>
/// <returns>The exit code, 0 after cancellation.</returns>
public delegate Task<int> FunctionBootstrap(
    IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken);

/// <summary>Who starts the execution environments of functions.</summary>
public abstract record FunctionHosting
{
    private FunctionHosting()
    {
    }

    /// <summary>A task in this process per environment: breakpoints in every function, no cold start.</summary>
    public sealed record InProcess(FunctionBootstrap Bootstrap) : FunctionHosting;

    /// <summary>A child process per environment, started by the first invoke that needs it, killed on time-out.</summary>
    /// <param name="Bootstrap">The executable, or a .dll that <c>dotnet</c> runs.</param>
    public sealed record ChildProcess(FileInfo Bootstrap) : FunctionHosting;

    /// <summary>Somebody else starts them: whoever polls <c>AWS_LAMBDA_RUNTIME_API={edge}/{function}</c>.</summary>
    public sealed record External : FunctionHosting;
}
