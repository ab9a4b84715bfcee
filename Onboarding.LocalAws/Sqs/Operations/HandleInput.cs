using System.Diagnostics;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>A receipt handle with what shall happen to its message, alone or as an entry of a batch.</summary>
internal sealed record HandleInput(string? QueueUrl, string? Id, string? ReceiptHandle, int? VisibilityTimeout)
{
    private const int VisibilityTimeoutMax = 43_200;

    /// <summary>Reads the members of the object that was entered.</summary>
    public static HandleInput Read(ref JsonInput input)
    {
        var read = new HandleInput(null, null, null, null);
        while (input.NextMember())
        {
            switch (input.MemberName())
            {
                case "QueueUrl":
                    read = read with { QueueUrl = input.ReadString() };
                    break;
                case "Id":
                    read = read with { Id = input.ReadString() };
                    break;
                case "ReceiptHandle":
                    read = read with { ReceiptHandle = input.ReadString() };
                    break;
                case "VisibilityTimeout":
                    read = read with { VisibilityTimeout = input.ReadInteger() };
                    break;
                default:
                    input.Skip();
                    break;
            }
        }

        return read;
    }

    public void Delete(SqsContext context, string queue)
    {
        if (!context.Store.DeleteMessage(queue, RequireReceipt(queue)))
        {
            throw SqsErrors.NoQueue();
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
