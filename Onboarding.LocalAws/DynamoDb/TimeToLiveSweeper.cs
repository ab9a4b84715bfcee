using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.DynamoDb;

/// <summary>
/// Deletes expired items in the background, as DynamoDB itself does: within a second where AWS takes up to a few
/// days (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html). The deletions are
/// ordinary changes whose stream records name DynamoDB as their author.
/// </summary>
internal sealed partial class TimeToLiveSweeper : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How many items one table loses under one hold of its lock.</summary>
    private const int BatchMax = 100;

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ILogger<TimeToLiveSweeper> _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public TimeToLiveSweeper(Database database, TimeProvider time, ILogger<TimeToLiveSweeper> logger)
    {
        _database = database;
        _time = time;
        _logger = logger;
        _running = RunAsync();
    }

    public void Sweep()
    {
        foreach (var table in _database.Tables)
        {
            while (table.DeleteExpired(BatchMax) == BatchMax)
            {
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                try
                {
                    Sweep();
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // The next tick tries again: an item that cannot be deleted must not end the deletion of others.
                    LogFault(_logger, e);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The deletion of expired items failed")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
