using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// The client tokens of the transactions that succeeded in the last ten minutes of running time: a laptop that sleeps
/// suspends the client's retries as well.
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
/// </summary>
internal sealed class CompletedTransactions(RunningTime time)
{
    private const int TokensMax = 500_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ulong> _fingerprints = new(StringComparer.Ordinal);
    private readonly Queue<TransactionCompleted> _oldestFirst = new();

    /// <returns>The fingerprint of the request that had the token; null where none had.</returns>
    public ulong? Find(string token)
    {
        lock (_lock)
        {
            ForgetOldUnderLock();
            return _fingerprints.TryGetValue(token, out var fingerprint) ? fingerprint : null;
        }
    }

    public void Add(TransactionCompleted transaction)
    {
        lock (_lock)
        {
            _fingerprints[transaction.Token] = transaction.Fingerprint;
            _oldestFirst.Enqueue(transaction);
            ForgetOldUnderLock();
        }
    }

    public TransactionCompleted[] Capture()
    {
        lock (_lock)
        {
            return [.. _oldestFirst];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _fingerprints.Clear();
            _oldestFirst.Clear();
        }
    }

    private void ForgetOldUnderLock()
    {
        var now = time.Look();
        while (_oldestFirst.TryPeek(out var next) && (now.AgeOf(next.At) >= Lifetime || _oldestFirst.Count > TokensMax))
        {
            _fingerprints.Remove(next.Token);
            _oldestFirst.Dequeue();
        }
    }
}
