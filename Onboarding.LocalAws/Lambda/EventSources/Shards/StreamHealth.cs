using Microsoft.Extensions.Logging;

namespace Onboarding.LocalAws.Lambda.EventSources.Shards;

/// <summary>
/// Whether an endpoint's streams can be read: one line when they no longer can, one when all can again, for every
/// mapping and shard together. Safe for concurrent use.
/// </summary>
/// <param name="address">Of the endpoint, for the reader of the log.</param>
internal sealed partial class StreamHealth(Uri address, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly HashSet<object> _failing = [];

    public Uri Address => address;

    /// <param name="reader">Who could not read.</param>
    public void Failed(object reader, string reason)
    {
        bool isFirst;
        lock (_lock)
        {
            isFirst = _failing.Count == 0;
            _failing.Add(reader);
        }

        if (isFirst)
        {
            LogAway(logger, address, reason);
        }
    }

    public void Succeeded(object reader)
    {
        if (Forget(reader))
        {
            LogBack(logger, address);
        }
    }

    /// <summary>The reader is no more, whether it could read or not.</summary>
    /// <returns>Whether it was the last that could not.</returns>
    public bool Forget(object reader)
    {
        lock (_lock)
        {
            return _failing.Remove(reader) && _failing.Count == 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The streams at {Address} cannot be read: {Reason}; the event "
        + "source mappings try again and go on where they were")]
    private static partial void LogAway(ILogger logger, Uri address, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The streams at {Address} can be read again")]
    private static partial void LogBack(ILogger logger, Uri address);
}
