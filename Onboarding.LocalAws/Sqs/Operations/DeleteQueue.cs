using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>DeleteQueue, at once; AWS may take a minute.</summary>
internal static class DeleteQueue
{
    public static ValueTask HandleAsync(AwsRequest request, SqsContext context) =>
        context.Store.Delete(context.ReadQueue(request))
            ? SqsContext.SendEmptyAsync(request)
            : throw SqsErrors.NoQueue();
}
