using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>Runs execution environments: in this process, or as processes of their own.</summary>
internal interface IEnvironmentLauncher
{
    /// <summary>False where the function's runtimes are external: they poll under the function's own name.</summary>
    bool Starts(FunctionDefinition function);

    /// <summary>
    /// Runs one environment until its runtime ends. Never throws: every end of the runtime is an exit.
    /// </summary>
    /// <param name="kill">Ends the environment at once, without a word to the function, as Lambda does.</param>
    Task<EnvironmentExit> RunAsync(EnvironmentStart start, CancellationToken kill);
}

/// <summary>What an environment is started with.</summary>
/// <param name="Variables">The complete environment: nothing of the host's own leaks in.</param>
/// <param name="Log">Takes one line of the function's output. Safe to call from any thread.</param>
internal sealed record EnvironmentStart(
    FunctionDefinition Function, IReadOnlyDictionary<string, string> Variables, Action<string> Log);

/// <summary>How a runtime ended.</summary>
/// <param name="Reason">AWS's words, for example <c>Runtime exited with error: exit status 1</c>.</param>
/// <param name="IsOutOfMemory">True where it was killed for its size.</param>
internal sealed record EnvironmentExit(string Reason, bool IsOutOfMemory = false)
{
    /// <summary>What the invocation that it interrupted is answered with.</summary>
    public ReadOnlyMemory<byte> Document(string requestId) =>
        IsOutOfMemory ? FunctionErrors.OutOfMemory(requestId) : FunctionErrors.Exited(requestId, Reason);

    public static EnvironmentExit WithCode(int exitCode) => new(
        exitCode == 0
            ? "Runtime exited without providing a reason"
            : $"Runtime exited with error: exit status {exitCode}");
}
