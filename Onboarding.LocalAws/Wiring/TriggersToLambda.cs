using System.Diagnostics;
using Onboarding.LocalAws.Cognito.Triggers;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Wiring;

/// <summary>
/// A user pool's triggers: synchronous invocations in the request's own trace, which reaches the function as
/// <c>Lambda-Runtime-Trace-Id</c> since the event has no place for it.
/// </summary>
/// <param name="durability">
/// A function is told of a user only once the user is durable: what it does with that outside this host, no crash here
/// would undo.
/// </param>
internal sealed class TriggersToLambda(LambdaFunctions functions, IDurability durability) : ITriggers
{
    public async ValueTask<TriggerResult> InvokeAsync(
        string functionArn, ReadOnlyMemory<byte> payload, CancellationToken giveUp)
    {
        if (!FunctionName.TryParse(functionArn, out var name))
        {
            return new TriggerResult.Absent();
        }

        await durability.WhenDurableAsync().WaitAsync(giveUp);
        var result = await functions.InvokeAsync(
            name.Value.Name, new InvokeRequest { Payload = payload, Qualifier = name.Value.Qualifier }, giveUp);
        return result?.Status switch
        {
            null => new TriggerResult.Absent(),
            InvokeStatus.Succeeded => new TriggerResult.Returned(result.Payload),
            InvokeStatus.FunctionError => new TriggerResult.Failed(result.Payload),
            InvokeStatus.ThrottledByReservedConcurrency or InvokeStatus.ThrottledByAccount
                or InvokeStatus.HostStopping => new TriggerResult.Throttled(),
            _ => throw new UnreachableException(),
        };
    }
}
