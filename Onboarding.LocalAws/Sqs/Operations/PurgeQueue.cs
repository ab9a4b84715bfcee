using System.Diagnostics;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>PurgeQueue: once in 60 seconds.</summary>
internal static class PurgeQueue
{
    public static ValueTask HandleAsync(AwsRequest request, SqsContext context)
    {
        var queue = context.ReadQueue(request);
        return context.Store.Purge(queue) switch
        {
            PurgeOutcome.Purged => SqsContext.SendEmptyAsync(request),
            PurgeOutcome.NoQueue => throw SqsErrors.NoQueue(),
            PurgeOutcome.InProgress => throw SqsErrors.PurgeInProgress(queue),
            _ => throw new UnreachableException(),
        };
    }
}
