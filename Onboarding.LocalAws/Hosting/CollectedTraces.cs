using System.Diagnostics;
using Onboarding.LocalAws.Hosting.Views;

namespace Onboarding.LocalAws.Hosting;

/// <summary>
/// The spans of a host and of the functions in its process, in memory: the newest traces, 10,000 spans at most. A trace
/// belongs to the host when one of its requests came in there: hosts beside each other do not see each other's.
/// Safe for concurrent use.
/// </summary>
public sealed class CollectedTraces
{
    private readonly SpanStore? _store;
    private readonly Wait _wait;

    /// <param name="store">Null where nothing is collected.</param>
    internal CollectedTraces(SpanStore? store, Wait wait) => (_store, _wait) = (store, wait);

    private SpanStore Store => _store ?? throw new InvalidOperationException(
        $"nothing is collected: {nameof(LocalAwsOptions)}.{nameof(LocalAwsOptions.TraceSources)} is empty");

    /// <summary>Every span, in the order in which they ended within each trace.</summary>
    /// <exception cref="InvalidOperationException">The host was started without trace sources.</exception>
    public IReadOnlyList<CollectedSpan> List() => Store.Own();

    /// <summary>One trace, in the order in which its spans ended: empty for one that is not known.</summary>
    /// <param name="traceId">32 hexadecimal digits.</param>
    /// <exception cref="InvalidOperationException">The host was started without trace sources.</exception>
    public IReadOnlyList<CollectedSpan> ListOf(string traceId) => Store.Of(traceId);

    /// <summary>The first span that matches, once it has ended; one that is there already counts.</summary>
    /// <param name="matches">Called again for each span whenever another one ends.</param>
    /// <param name="limit">30 seconds where none is given.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="TimeoutException">None ended in time; the message names the last ones that did.</exception>
    /// <exception cref="InvalidOperationException">The host was started without trace sources.</exception>
    public Task<CollectedSpan> WaitForAsync(
        Func<CollectedSpan, bool> matches, TimeSpan? limit = null, CancellationToken stop = default)
    {
        var store = Store;
        return _wait.ForAsync(
            () => store.Own().FirstOrDefault(matches),
            () => store.Ended.Next,
            limit,
            () => $"no such span ended in time; the last are {Describe(store.Own())}",
            stop);
    }

    private static string Describe(List<CollectedSpan> spans) => spans.Count == 0
        ? "none"
        : string.Join("; ", spans.TakeLast(10).Select(Describe));

    private static string Describe(CollectedSpan span) =>
        span.Status == ActivityStatusCode.Error ? $"{span.Name} ({span.StatusDescription})" : span.Name;
}
