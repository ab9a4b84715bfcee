using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Wire.Modules;

/// <summary>
/// One service as the host has it: what it serves, what it keeps, what it does in the background. The constructor makes
/// its stores and hands them to <see cref="StateJournal.Keep"/>; it starts nothing. docs/recipes/add-a-service.md.
/// </summary>
/// <remarks>
/// A host starts its modules in the order of its list. It resets, stops and disposes them in the reverse order, each
/// once, so that a module which uses another (a mapping a queue, a rule a function) ends before it.
/// </remarks>
internal abstract class ServiceModule : IDisposable
{
    /// <summary>AWS services behind the edge.</summary>
    public virtual IReadOnlyList<IAwsService> Services => [];

    /// <summary>What claims unsigned requests by their path.</summary>
    public virtual IReadOnlyList<IEdgeEndpoint> Endpoints => [];

    /// <summary>Pages below <c>/_localaws/</c>.</summary>
    public virtual IReadOnlyList<IControlPage> ControlPages => [];

    /// <summary>Begins the background work: the state is restored, the edge does not listen yet.</summary>
    /// <exception cref="JournalException">The state cannot be used.</exception>
    public virtual void Start()
    {
    }

    /// <summary>
    /// Goes on with what an earlier process left, once the template's resources exist again; at the start where no
    /// template comes, and again after each reset.
    /// </summary>
    public virtual void Resume()
    {
    }

    /// <summary>
    /// Forgets everything that was created since the host began, and ends what works on it.
    /// </summary>
    public virtual ValueTask ResetAsync() => ValueTask.CompletedTask;

    /// <summary>Ends the background work; the edge still answers.</summary>
    /// <param name="patience">Once it is over, work under way is given up.</param>
    public virtual ValueTask StopAsync(CancellationToken patience) => ValueTask.CompletedTask;

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what requests may use: the edge answers no more.</summary>
    protected virtual void Release()
    {
    }
}
