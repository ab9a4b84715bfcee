using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda;

/// <summary>A host with functions and a clock of its own.</summary>
internal static class LambdaHost
{
    public static Task<TestHost> StartAsync(
        FunctionHosting? hosting = null, TimeProvider? time = null, ILoggerFactory? logging = null) =>
        TestHost.StartAsync(new LocalAwsOptions
        {
            Functions = (hosting ?? new FunctionHosting.External()) with { EnforcesTimeouts = true },
            Time = time ?? TimeProvider.System,
            Logging = logging ?? NullLoggerFactory.Instance,
            // An SDK client signs with the real time, not with the host's clock.
            Iam = time is null ? IamMode.Enforce : IamMode.Off,
        });

    /// <summary>Runs environments as tasks of the test.</summary>
    public static FunctionHosting InProcess(
        Func<Runtime, IReadOnlyDictionary<string, string>, CancellationToken, Task> run) =>
        new FunctionHosting.InProcess(async (variables, stop) =>
        {
            using var runtime = new Runtime(variables["AWS_LAMBDA_RUNTIME_API"]);
            await run(runtime, variables, stop);
            return 0;
        });

    public static FunctionHosting Serving(Func<Runtime.Event, string> handle) =>
        InProcess((runtime, _, stop) => runtime.ServeAsync(handle, stop));

    public static FunctionDefinition Function(string name) =>
        new() { Name = name, Handler = "Handle", RoleName = $"{name}-role" };

    /// <summary>Waits until the host knows of so many runtimes that wait for an event.</summary>
    public static Task IdleAsync(this TestHost host, string function, int count) =>
        host.Services.Functions.Find(function)!.WhenIdleAsync(count).InTimeAsync($"{count} runtimes that poll");

    public static Task<HttpResponseMessage> InvokeAsync(
        this TestHost host, string function, string payload, params string[] headers) =>
        host.SendSignedAsync(
            "lambda",
            HttpMethod.Post,
            $"/2015-03-31/functions/{function}/invocations",
            payload,
            payload.Length == 0 ? headers : ["Content-Type: application/json", .. headers]);
}
