using System.Diagnostics;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>Runs the function of a mapping with a batch.</summary>
internal interface IBatchInvoker
{
    /// <param name="payload">The event; never written to again.</param>
    /// <param name="origins">See <see cref="BatchOrigins"/>.</param>
    /// <param name="giveUp">Ends the wait when the host stops.</param>
    Task<InvokeResult> InvokeAsync(
        string functionName,
        ReadOnlyMemory<byte> payload,
        IReadOnlyList<ActivityContext> origins,
        CancellationToken giveUp);
}

/// <summary>What a mapping needs from SQS.</summary>
internal interface IFailureDestination
{
    /// <returns>False where there is no such queue.</returns>
    ValueTask<bool> TrySendAsync(string destinationArn, ReadOnlyMemory<byte> document, CancellationToken stop);
}
