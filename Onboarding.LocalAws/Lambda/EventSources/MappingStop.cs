using System.Diagnostics.CodeAnalysis;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// How a mapping's run ends: first no new deliveries, later the wait for those under way. Safe for concurrent use, and
/// for several stops at once: the least patient one counts.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "Another stop may come for a run that has ended, and the sources hold nothing but memory.")]
internal sealed class MappingStop
{
    /// <summary>No patience at all.</summary>
    public static CancellationToken AtOnce { get; } = new(canceled: true);

    private readonly CancellationTokenSource _newWork = new();
    private readonly CancellationTokenSource _workInFlight = new();

    public CancellationToken NewWork => _newWork.Token;

    public CancellationToken WorkInFlight => _workInFlight.Token;

    /// <summary>Begins no new delivery and waits for those under way.</summary>
    /// <param name="loops">What the run does.</param>
    /// <param name="patience">Once it is over, deliveries under way are given up and count as not made.</param>
    public async Task EndAsync(Task loops, CancellationToken patience)
    {
        _newWork.Cancel();
        await using var end = patience.Register(_workInFlight.Cancel);
        await loops;
    }
}
