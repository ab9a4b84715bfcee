using System.Diagnostics;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda;

/// <summary>Event source mappings invoke functions like any other caller.</summary>
internal sealed class FunctionBatchInvoker(LambdaFunctions functions) : IBatchInvoker
{
    public async Task<InvokeResult> InvokeAsync(
        string functionName, ReadOnlyMemory<byte> payload, CancellationToken giveUp) =>
        // A batch has many contexts or none: its invocation starts a trace, and each record's own work continues the
        // record's.
        await functions.InvokeAsync(
            functionName, new InvokeRequest { Payload = payload, Parent = default(ActivityContext) }, giveUp)
        ?? throw new InvalidOperationException($"The function {functionName} of an event source mapping is gone.");
}
