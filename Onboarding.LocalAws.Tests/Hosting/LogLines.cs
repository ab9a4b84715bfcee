using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>Every line that a host logs, warnings and worse.</summary>
internal sealed class LogLines : ILoggerFactory, ILogger
{
    public ConcurrentQueue<string> All { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            All.Enqueue(formatter(state, exception));
        }
    }

    public void Dispose()
    {
    }
}
