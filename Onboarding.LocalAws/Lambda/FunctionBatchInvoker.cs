using System.Diagnostics;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda;

/// <summary>Event source mappings invoke functions like any other caller.</summary>
internal sealed class FunctionBatchInvoker(LambdaFunctions functions) : IBatchInvoker
{
    public async Task<InvokeResult> InvokeAsync(
        string functionName,
        ReadOnlyMemory<byte> payload,
        IReadOnlyList<ActivityContext> origins,
        CancellationToken giveUp) =>
        await functions.InvokeAsync(
            functionName,
            new InvokeRequest
            {
                Payload = payload,
                Parent = origins is [var first, ..] ? first : default,
                Links = origins.Skip(1),
            },
            giveUp)
        ?? throw new InvalidOperationException($"The function {functionName} of an event source mapping is gone.");
}
