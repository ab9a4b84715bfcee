using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// The client tokens of transactions: the same token with the same request succeeds again without writing. Tokens of
/// running transactions are kept here, those of completed ones in <see cref="CompletedTransactions"/>.
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
/// </summary>
internal sealed class ClientTokens(CompletedTransactions completed)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ulong> _running = new(StringComparer.Ordinal);

    /// <returns>True where the transaction is to be carried out; false where it has succeeded before.</returns>
    /// <exception cref="AwsException">The token is another request's, or that of one still running.</exception>
    public bool TryClaim(ClientToken token)
    {
        lock (_lock)
        {
            var isRunning = _running.TryGetValue(token.Text, out var claimed);
            if ((isRunning ? claimed : completed.Find(token.Text)) is not { } known)
            {
                _running.Add(token.Text, token.Fingerprint);
                return true;
            }

            if (known != token.Fingerprint)
            {
                throw DynamoDbErrors.IdempotentParameterMismatch();
            }

            return isRunning ? throw DynamoDbErrors.TransactionInProgress() : false;
        }
    }

    /// <summary>The transaction is over: it is among the completed ones, or the token is free again.</summary>
    public void Release(ClientToken token)
    {
        lock (_lock)
        {
            _running.Remove(token.Text);
        }
    }
}
