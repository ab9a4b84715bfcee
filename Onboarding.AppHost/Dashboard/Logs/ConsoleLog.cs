namespace Onboarding.AppHost.Dashboard.Logs;

/// <param name="Number">Rises by one from 1.</param>
/// <param name="Text">Begins with the time in ISO 8601, which the dashboard shows on demand.</param>
internal readonly record struct LogLine(int Number, string Text);

/// <summary>
/// The last lines of one resource. Readers get the backlog and wait for more. Safe for concurrent use.
/// </summary>
internal sealed class ConsoleLog(TimeProvider time)
{
    /// <summary>What a page shows at once is a few dozen; the rest is for scrolling back.</summary>
    public const int LinesMax = 1000;

    /// <summary>A single line, such as an exception with its stack, is cut there.</summary>
    private const int LineLengthMax = 8 * 1024;

    private const int SizeCharactersMax = 512 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = new();
    private TaskCompletionSource _arrival = NewSignal();
    private int _last;
    private int _size;

    /// <param name="text">Several lines become several.</param>
    /// <param name="at">Null for now.</param>
    public void Add(string text, DateTimeOffset? at = null)
    {
        var stamp = $"{(at ?? time.GetUtcNow()).UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} ";
        TaskCompletionSource arrival;
        lock (_lock)
        {
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                AddUnderLock(stamp + line.TrimEnd('\r'));
            }

            (arrival, _arrival) = (_arrival, NewSignal());
        }

        arrival.SetResult();
    }

    /// <summary>The lines after a number, as far as they are still there.</summary>
    /// <param name="arrival">Completes once there are more.</param>
    public IReadOnlyList<LogLine> After(int number, out Task arrival)
    {
        lock (_lock)
        {
            arrival = _arrival.Task;
            return [.. _lines.SkipWhile(line => line.Number <= number)];
        }
    }

    private void AddUnderLock(string text)
    {
        var line = new LogLine(++_last, text.Length > LineLengthMax ? text[..LineLengthMax] + "…" : text);
        _lines.Enqueue(line);
        _size += line.Text.Length;
        while (_lines.Count > LinesMax || _size > SizeCharactersMax)
        {
            _size -= _lines.Dequeue().Text.Length;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
