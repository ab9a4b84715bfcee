using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Users;

/// <summary>
/// One try at writing a user together with its claims, so that there is never a user without its claims or a claim
/// without its user.
/// </summary>
/// <remarks>
/// "Claimed already" is a normal path: nothing is read before the write, as a check before the write would only be a
/// guess. Which claim failed stands in the cancellation reasons, in the order of the items
/// (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html).
/// </remarks>
internal static class UserTransaction
{
    public static async Task<TransactionOutcome> TryAsync(
        IAmazonDynamoDB dynamoDb, List<TransactWriteItem> items, CancellationToken stop)
    {
        try
        {
            await dynamoDb.TransactWriteItemsAsync(
                new TransactWriteItemsRequest { TransactItems = items }, stop);
            return new TransactionOutcome.Written();
        }
        catch (TransactionCanceledException canceled)
        {
            return Explain(canceled);
        }
        catch (TransactionInProgressException)
        {
            return new TransactionOutcome.Contended();
        }
    }

    private static TransactionOutcome Explain(TransactionCanceledException canceled)
    {
        var codes = (canceled.CancellationReasons ?? []).Select(reason => reason.Code ?? "None").ToArray();
        var failed = Array.ConvertAll(codes, code => code == "ConditionalCheckFailed");
        if (failed.Contains(true))
        {
            return new TransactionOutcome.Refused(failed);
        }

        if (Array.Exists(codes, IsPassing))
        {
            return new TransactionOutcome.Contended();
        }

        throw new InvalidOperationException(
            $"The user's transaction was cancelled: {string.Join(", ", codes)}", canceled);
    }

    private static bool IsPassing(string code) =>
        code is "TransactionConflict" or "ThrottlingError" or "ProvisionedThroughputExceeded";
}

/// <summary>What became of one try.</summary>
internal abstract record TransactionOutcome
{
    public sealed record Written : TransactionOutcome;

    /// <summary>Nothing was written, as at least one item's condition did not hold.</summary>
    public sealed record Refused(IReadOnlyList<bool> Conditions) : TransactionOutcome
    {
        public bool Failed(int item) => item < Conditions.Count && Conditions[item];

        public bool FailedAlone(int item) => Failed(item) && Conditions.Count(failed => failed) == 1;
    }

    /// <summary>Another transaction held one of the items: nothing was written, and trying again may succeed.</summary>
    public sealed record Contended : TransactionOutcome;
}
