using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>Makes environments, with credentials and variables of their own, and runs them.</summary>
internal sealed partial class EnvironmentFactory(
    EnvironmentLimits limits,
    IEnvironmentLauncher launcher,
    EnvironmentVariables variables,
    CredentialStore credentials,
    RandomSource random,
    ILogger<EnvironmentFactory> logger)
{
    public EnvironmentLimits Limits { get; } = limits;

    public bool Starts(FunctionDefinition function) => launcher.Starts(function);

    public ExecutionEnvironment Create(FunctionDefinition function, InitPhase init) => new(
        random.NextGuid().ToString("N"),
        random.NextGuid().ToString("N"),
        init,
        // Lambda names the session after the function.
        credentials.IssueForRole(function.RoleName, function.Name));

    /// <summary>
    /// What a runtime needs that a developer starts: with credentials of the function's role, which last as long as the
    /// host, since nothing tells it that such a runtime has ended.
    /// </summary>
    public IReadOnlyDictionary<string, string> VariablesForExternal(FunctionDefinition function) =>
        variables.ForExternal(
            function, random.NextGuid().ToString("N"), credentials.IssueForRole(function.RoleName, function.Name));

    /// <returns>How the runtime ended; never throws.</returns>
    public async Task<EnvironmentExit> RunAsync(
        FunctionDefinition function, ExecutionEnvironment environment, CancellationToken kill)
    {
        LogStarted(logger, function.Name, environment.LogStreamId);
        try
        {
            var start = new EnvironmentStart(
                function,
                variables.For(function, environment),
                line => Log(function, environment, line));
            return await launcher.RunAsync(start, kill);
        }
        catch (Exception e)
        {
            LogCannotRun(logger, e, function.Name);
            return new EnvironmentExit($"Runtime cannot be started: {e.Message}");
        }
        finally
        {
            credentials.Revoke(environment.Credential);
        }
    }

    private void Log(FunctionDefinition function, ExecutionEnvironment environment, string line)
    {
        environment.Output.Add(line);
        var current = environment.Current;
        current?.Log?.Add(line);
        LogLine(logger, function.Name, current?.RequestId ?? "-", line);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function}: environment {Environment} starts")]
    private static partial void LogStarted(ILogger logger, string function, string environment);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: its environment cannot run")]
    private static partial void LogCannotRun(ILogger logger, Exception exception, string function);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function} {RequestId} {Line}")]
    private static partial void LogLine(ILogger logger, string function, string requestId, string line);
}
