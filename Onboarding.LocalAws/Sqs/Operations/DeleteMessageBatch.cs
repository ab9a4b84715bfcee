using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>DeleteMessageBatch: up to 10 handles, each with an answer of its own.</summary>
internal static class DeleteMessageBatch
{
    public static ValueTask HandleAsync(AwsRequest request, SqsContext context)
    {
        var (queue, entries) = Batch.Read(request, context, HandleInput.Read);
        Batch.Validate(entries.ConvertAll(e => e.Id));
        return Batch.RunAsync(request, entries, e => e.Id!, entry =>
        {
            entry.Delete(context, queue);
            return null;
        });
    }
}
