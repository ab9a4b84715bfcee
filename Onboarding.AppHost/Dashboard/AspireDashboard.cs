using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Onboarding.AppHost.Dashboard;

/// <summary>
/// The Aspire dashboard as a child process. It takes about two seconds to answer and nothing waits for it: exporters
/// keep what they have and try again.
/// </summary>
internal sealed class AspireDashboard : IAsyncDisposable
{
    private const int PreferredPort = 18888;

    private readonly Process _process;
    private readonly Task _watching;
    private string _lastError = "";
    private bool _stopping;

    private AspireDashboard(Process process, Uri frontendUrl, Uri otlpUrl, Action<string> onStopped)
    {
        _process = process;
        FrontendUrl = frontendUrl;
        OtlpUrl = otlpUrl;
        // Read and dropped but for the last error: the CLI would block once the pipes are full.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => _lastError = line.Data is { Length: > 0 } text ? text : _lastError;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _watching = WatchAsync(onStopped);
    }

    public Uri FrontendUrl { get; }

    /// <summary>OTLP over HTTP (protobuf).</summary>
    public Uri OtlpUrl { get; }

    /// <param name="onStopped">Told once, in one line, when the dashboard ends by itself.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The executable cannot be started.</exception>
    public static AspireDashboard Start(string executable, Action<string> onStopped)
    {
        var frontend = Loopback(IsFree(PreferredPort) ? PreferredPort : FreePort());
        var otlpHttp = Loopback(FreePort());
        var start = new ProcessStartInfo(executable)
        {
            ArgumentList =
            {
                "dashboard", "run",
                "--frontend-url", frontend.OriginalString,
                "--otlp-http-url", otlpHttp.OriginalString,
                "--otlp-grpc-url", Loopback(FreePort()).OriginalString,
                // Everything listens on loopback and there is no account to sign in with.
                "--allow-anonymous", "--nologo", "--non-interactive",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "1";
        var process = Process.Start(start) ?? throw new InvalidOperationException($"'{executable}' did not start");
        return new AspireDashboard(process, frontend, otlpHttp, onStopped);
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _watching;
        _process.Dispose();
    }

    private async Task WatchAsync(Action<string> onStopped)
    {
        await _process.WaitForExitAsync();
        if (!_stopping)
        {
            onStopped($"The Aspire dashboard stopped with exit code {_process.ExitCode}. {_lastError}".TrimEnd());
        }
    }

    private static Uri Loopback(int port) => new($"http://127.0.0.1:{port}");

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Another process may take the port before the dashboard does: it then stops, and says so.</summary>
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
