using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.Environments;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Sqs;
using Onboarding.LocalAws.Wire.SigV4;
using Onboarding.LocalAws.Wiring;

namespace Onboarding.LocalAws.Hosting;

/// <summary>Puts Lambda together for one host.</summary>
internal static class LambdaComposition
{
    /// <param name="edgeUrl">Asked for when the first environment starts; the edge listens by then.</param>
    public static LambdaFunctions Create(
        LocalAwsOptions options, AwsScope scope, CredentialStore credentials, RandomSource random, Func<Uri> edgeUrl)
    {
        var factory = new EnvironmentFactory(
            options.Functions.Limits,
            CreateLauncher(options),
            new EnvironmentVariables(scope, edgeUrl, options.Time),
            credentials,
            random,
            options.Logging.CreateLogger<EnvironmentFactory>());
        return new LambdaFunctions(scope, factory, random, options.Time, options.Logging);
    }

    /// <param name="parts">What they take from the rest of the host.</param>
    public static EventSourceMappings CreateEventSources(
        MappingParts parts, RunningTime time, RandomSource random, ILoggerFactory logging) => new(
        new MappingPorts(
            new LambdaBatchInvoker(parts.Functions),
            new SqsFailureDestination(parts.Queues),
            time,
            random,
            logging.CreateLogger<EventSourceMappings>())
        {
            Checkpoints = parts.Checkpoints,
        });

    private static IEnvironmentLauncher CreateLauncher(LocalAwsOptions options) => options.Functions switch
    {
        FunctionHosting.InProcess inProcess => new InProcessLauncher(inProcess.Bootstrap.Invoke, options.Time),
        FunctionHosting.ChildProcess process => new ProcessLauncher(process.Bootstrap, options.Time),
        FunctionHosting.External => new ExternalLauncher(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <param name="Checkpoints">Restored by now.</param>
internal sealed record MappingParts(LambdaFunctions Functions, SqsQueues Queues, MappingCheckpoints Checkpoints);
