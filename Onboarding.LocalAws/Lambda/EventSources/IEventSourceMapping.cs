namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>An event source mapping of any kind, as the API and the control page know it.</summary>
internal interface IEventSourceMapping : IAsyncDisposable
{
    MappingSettings Settings { get; }

    MappingGate Gate { get; }

    DateTimeOffset LastModified { get; }

    bool IsEnabled { get; }

    /// <summary>How much of the source is not done.</summary>
    ulong Lag { get; }

    /// <summary>
    /// How long the oldest of that has waited; zero where nothing waits, null where the source does not tell.
    /// </summary>
    TimeSpan? OldestAge { get; }

    /// <summary>Records that were taken from the source and are not done.</summary>
    int OpenCount { get; }

    /// <summary>AWS's words for how the last batch went.</summary>
    string LastProcessingResult { get; }

    /// <summary>Goes on where it stands; where it is just being disabled, after that.</summary>
    Task EnableAsync();

    /// <summary>Ends after the deliveries under way, or once <paramref name="patience"/> is over.</summary>
    Task DisableAsync(CancellationToken patience);
}
