using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Kernel.Running;

/// <summary>
/// Looks at the clock each second of the system's time, so that a stop is found even on an idle host, and leaves each
/// look in the data folder, so that the next host knows since when this one was down.
/// </summary>
/// <param name="file">Null without a data folder.</param>
/// <param name="durability">
/// A beat behind a jump is written only once the jump is on disk: after a crash between the two, the next host would
/// count the jump as running time.
/// </param>
internal sealed partial class Heartbeat(
    RunningTime time, TimeProvider system, HeartbeatFile? file, IDurability durability, ILogger<Heartbeat> logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _durable = Task.CompletedTask;
    private Task _running = Task.CompletedTask;
    private int _jumpCount;
    private bool _isFailing;

    public void Start() => _running = RunAsync();

    /// <summary>The last beat of a clean stop.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        Beat();
        await _durable.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Beat();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval, system);
        try
        {
            do
            {
                Beat();
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private void Beat()
    {
        var at = time.Look().At;
        if (file is null)
        {
            return;
        }

        if (time.JumpCount is var count && count != _jumpCount)
        {
            (_jumpCount, _durable) = (count, durability.WhenDurableAsync());
        }

        // A journal that has failed says so itself; from then on nothing is acknowledged, so nothing can be lost.
        if (_durable.IsCompletedSuccessfully)
        {
            Write(file, at);
        }
    }

    private void Write(HeartbeatFile to, DateTimeOffset at)
    {
        try
        {
            to.Write(at);
            _isFailing = false;
        }
        catch (IOException e)
        {
            // Once: an older beat means that less counts as running time, and nothing expires early.
            if (!_isFailing)
            {
                LogNotWritten(logger, e);
            }

            _isFailing = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The data folder's heartbeat cannot be written")]
    private static partial void LogNotWritten(ILogger logger, Exception exception);
}
