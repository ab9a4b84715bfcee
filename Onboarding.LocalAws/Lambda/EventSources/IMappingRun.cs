namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>One mapping at work until it is stopped.</summary>
internal interface IMappingRun : IAsyncDisposable
{
    /// <summary>True from the first stop on.</summary>
    bool IsStopping { get; }

    /// <inheritdoc cref="MappingStop.EndAsync"/>
    Task StopAsync(CancellationToken patience);
}
