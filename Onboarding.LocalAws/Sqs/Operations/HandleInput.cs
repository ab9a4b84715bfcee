using System.Diagnostics;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>A receipt handle with what shall happen to its message, alone or as an entry of a batch.</summary>
internal sealed record HandleInput(string? Id, string? ReceiptHandle, int? VisibilityTimeout)
{
    private const int VisibilityTimeoutMax = 43_200;

    public static HandleInput Read(RequestMembers input) =>
        new(input.Text("Id"), input.Text("ReceiptHandle"), input.Integer("VisibilityTimeout"));

    public void Delete(SqsContext context, string queue)
    {
        switch (context.Store.DeleteMessage(queue, RequireReceipt(queue)))
        {
            case DeleteOutcome.Deleted:
                return;
            case DeleteOutcome.NoQueue:
                throw SqsErrors.NoQueue();
            case DeleteOutcome.HandleExpired:
                throw SqsErrors.HandleExpired(ReceiptHandle!);
            default:
                throw new UnreachableException();
        }
    }

    public void ChangeVisibility(SqsContext context, string queue)
    {
        var receipt = RequireReceipt(queue);
        var seconds = VisibilityTimeout ?? throw SqsErrors.Missing("VisibilityTimeout");
        if (seconds is < 0 or > VisibilityTimeoutMax)
        {
            throw SqsErrors.InvalidValue(
                seconds,
                "VisibilityTimeout",
                $"VisibilityTimeout must be an integer between 0 and {VisibilityTimeoutMax}.");
        }

        switch (context.Store.ChangeVisibility(queue, receipt, TimeSpan.FromSeconds(seconds)))
        {
            case VisibilityOutcome.Changed:
                return;
            case VisibilityOutcome.NoQueue:
                throw SqsErrors.NoQueue();
            case VisibilityOutcome.NotInFlight:
                throw SqsErrors.NotInFlight(ReceiptHandle!);
            default:
                throw new UnreachableException();
        }
    }

    private Receipt RequireReceipt(string queue)
    {
        if (string.IsNullOrEmpty(ReceiptHandle))
        {
            throw SqsErrors.Missing("ReceiptHandle");
        }

        return Receipt.Parse(ReceiptHandle) is { } receipt && receipt.Queue == queue
            ? receipt
            : throw SqsErrors.InvalidReceiptHandle();
    }
}
