using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Onboarding.AppHost.Dashboard;

/// <summary>
/// The Aspire dashboard as a child process. It takes about two seconds to answer and nothing waits for it: exporters
/// keep what they have and try again. One that ends by itself is started again where it was, and empty: the telemetry
/// was its own.
/// </summary>
internal sealed class AspireDashboard : IAsyncDisposable
{
    private readonly ProcessStartInfo _start;
    private readonly RestartPolicy _policy;
    private readonly TimeProvider _time;
    private readonly Action<string> _report;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private volatile string _lastError = "";

    private AspireDashboard(
        ProcessStartInfo start, Process process, RestartPolicy policy, TimeProvider time, Action<string> report)
    {
        (_start, _policy, _time, _report) = (start, policy, time, report);
        _watching = WatchAsync(process);
    }

    /// <param name="environment">Of the dashboard, besides the host's own: its keys.</param>
    /// <param name="report">Told in one line whenever the dashboard ends by itself.</param>
    /// <exception cref="Win32Exception">The executable cannot be started.</exception>
    public static AspireDashboard Start(
        string executable,
        DashboardAddresses addresses,
        IReadOnlyDictionary<string, string> environment,
        RestartPolicy policy,
        TimeProvider time,
        Action<string> report)
    {
        var start = Describe(executable, addresses);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new AspireDashboard(start, Start(start), policy, time, report);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private static ProcessStartInfo Describe(string executable, DashboardAddresses addresses)
    {
        var start = new ProcessStartInfo(executable)
        {
            ArgumentList =
            {
                "dashboard", "run",
                "--frontend-url", addresses.Frontend.OriginalString,
                "--otlp-http-url", addresses.OtlpHttp.OriginalString,
                "--otlp-grpc-url", addresses.OtlpGrpc.OriginalString,
                "--nologo", "--non-interactive",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "1";
        return start;
    }

    private static Process Start(ProcessStartInfo start) =>
        Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' did not start");

    private async Task WatchAsync(Process first)
    {
        var process = first;
        try
        {
            var restarts = 0;
            while (true)
            {
                var started = _time.GetTimestamp();
                Drain(process);
                await process.WaitForExitAsync(_stop.Token);
                restarts = _time.GetElapsedTime(started) >= _policy.SteadyTime ? 0 : restarts;
                var end = $"The Aspire dashboard stopped with exit code {process.ExitCode}. {_lastError}".TrimEnd();
                if (restarts == _policy.CountMax)
                {
                    _report($"{end} It was restarted {restarts} times and stays down; the host goes on without it.");
                    return;
                }

                var delay = _policy.DelayAfter(restarts++);
                _report(string.Create(
                    CultureInfo.InvariantCulture, $"{end} It is restarted in {delay.TotalSeconds:0.###} s."));
                await Task.Delay(delay, _time, _stop.Token);
                process.Dispose();
                process = Start(_start);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            Kill(process);
        }
        catch (Win32Exception e)
        {
            _report($"The Aspire dashboard cannot be restarted: {e.Message}");
        }
        finally
        {
            process.Dispose();
        }
    }

    /// <summary>Read and dropped but for the last error: the CLI would block once the pipes are full.</summary>
    private void Drain(Process process)
    {
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => _lastError = line.Data is { Length: > 0 } text ? text : _lastError;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }
}
