using System.Diagnostics;
using System.Net.Sockets;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary><c>dotnet-lambda-test-tool start</c>, from the moment on that its port takes connections.</summary>
internal sealed class StartedTool(Process process) : IAsyncDisposable
{
    public const string Program = "dotnet-lambda-test-tool";

    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);

    public static async Task<StartedTool> StartAsync(int port, CancellationToken stop)
    {
        var process = Process.Start(new ProcessStartInfo(
            Program, ["start", "--lambda-emulator-port", $"{port}", "--no-launch-window"]))!;
        while (!await AnswersAsync(port, stop))
        {
            Assert.False(process.HasExited, $"{Program} ended at once");
            await Task.Delay(PollEvery, TimeProvider.System, stop);
        }

        return new StartedTool(process);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken stop)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("localhost", port, stop);
            return true;
        }
        catch (SocketException)
        {
            // Nothing listens yet.
            return false;
        }
    }
}
