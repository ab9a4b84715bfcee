using System.Buffers;
using System.Diagnostics;

namespace Onboarding.Functions.Hosting;

/// <summary>
/// An event that a handler has read but not yet handled. Reading comes first because the span of the invocation needs
/// what only the event knows: its parent (an HTTP request's traceparent) and what the event is about.
/// </summary>
internal abstract class IncomingEvent
{
    /// <summary>faas.trigger: <c>http</c>, <c>datasource</c>, <c>pubsub</c> or <c>other</c>.</summary>
    public abstract string Trigger { get; }

    /// <summary>The caller's context as the event carries it; null leaves Lambda's own trace header.</summary>
    public virtual ActivityContext? Parent => null;

    /// <summary>Adds what only this kind of event has.</summary>
    public virtual void Describe(Activity span)
    {
    }

    /// <summary>Handles the event and writes the response document.</summary>
    public abstract Task HandleAsync(InvocationContext context, IBufferWriter<byte> response);
}
