using System.Diagnostics;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Settings;

namespace Onboarding.Functions;

/// <summary>
/// Runs one function against the Lambda Runtime API until it is cancelled. Everything the function knows comes from
/// the environment that it is given, so that the process on Lambda, a child process of a local host and a task inside
/// such a host behave alike.
/// </summary>
public static class Bootstrap
{
    private static readonly TimeSpan InitErrorTimeout = TimeSpan.FromSeconds(2);

    public static Task<int> RunAsync(
        IReadOnlyDictionary<string, string> environment, CancellationToken stop) =>
        RunAsync(environment, BootstrapOptions.Default, stop);

    /// <summary>
    /// The exit code: 0 after cancellation, 1 when the function could not start (the Runtime API has then been told
    /// why) or the Runtime API is gone. Cancellation ends the wait for work, never work that has begun.
    /// </summary>
    public static async Task<int> RunAsync(
        IReadOnlyDictionary<string, string> environment, BootstrapOptions options, CancellationToken stop)
    {
        // A host may start us inside a span of its own; an invocation must not become that span's child.
        Activity.Current = null;
        if (environment.GetValueOrDefault("AWS_LAMBDA_RUNTIME_API") is not { Length: > 0 } address)
        {
            await Console.Error.WriteLineAsync(
                "AWS_LAMBDA_RUNTIME_API is not set: this program is an AWS Lambda function and needs a host.");
            return 1;
        }

        using var api = new RuntimeApiClient(address);
        FunctionServices? services = null;
        try
        {
            services = FunctionServices.Create(environment, options);
            var reader = HandlerTable.Create(services);
            var loop = new RuntimeLoop(api, reader, services);
            await loop.RunAsync(stop);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (exception is RuntimeApiException or HttpRequestException or IOException)
        {
            await Console.Error.WriteLineAsync($"The Runtime API at {address} is gone: {exception.Message}");
            return 1;
        }
        catch (Exception exception) when (exception is InvalidSettingsException or ArgumentException)
        {
            await ReportInitErrorAsync(api, exception, stop);
            return 1;
        }
        finally
        {
            services?.Dispose();
        }
    }

    private static async Task ReportInitErrorAsync(
        RuntimeApiClient api, Exception fault, CancellationToken stop)
    {
        await Console.Error.WriteLineAsync(fault.Message);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(InitErrorTimeout);
        try
        {
            await api.InitErrorAsync(fault, timeout.Token);
        }
        catch (Exception exception) when (
            exception is RuntimeApiException or HttpRequestException or OperationCanceledException)
        {
            // The exit code still tells the host; the reason is on standard error already.
            await Console.Error.WriteLineAsync($"The init error could not be reported: {exception.Message}");
        }
    }
}
