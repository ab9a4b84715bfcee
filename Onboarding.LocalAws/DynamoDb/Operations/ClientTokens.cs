using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// The client tokens of transactions that succeeded in the last ten minutes: the same token with the same request
/// succeeds again without writing.
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
/// </summary>
internal sealed class ClientTokens(TimeProvider time)
{
    private const int TokensMax = 500_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Claim> _claims = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset At, string Token)> _ages = new();

    /// <returns>True where the transaction is to be carried out; false where it has succeeded before.</returns>
    /// <exception cref="AwsException">The token is another request's, or that of one still running.</exception>
    public bool TryClaim(string token, ulong fingerprint)
    {
        lock (_lock)
        {
            ForgetOldUnderLock();
            if (!_claims.TryGetValue(token, out var claim))
            {
                _claims.Add(token, new Claim(fingerprint));
                return true;
            }

            if (claim.Fingerprint != fingerprint)
            {
                throw DynamoDbErrors.IdempotentParameterMismatch();
            }

            return claim.IsDone ? false : throw DynamoDbErrors.TransactionInProgress();
        }
    }

    /// <summary>The transaction of the token has succeeded: the ten minutes begin.</summary>
    public void Complete(string token)
    {
        lock (_lock)
        {
            _claims[token].IsDone = true;
            _ages.Enqueue((time.GetUtcNow(), token));
        }
    }

    /// <summary>The transaction failed: the token is free again.</summary>
    public void Release(string token)
    {
        lock (_lock)
        {
            _claims.Remove(token);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _claims.Clear();
            _ages.Clear();
        }
    }

    private void ForgetOldUnderLock()
    {
        var oldest = time.GetUtcNow() - Lifetime;
        while (_ages.TryPeek(out var age) && (age.At <= oldest || _ages.Count > TokensMax))
        {
            _claims.Remove(age.Token);
            _ages.Dequeue();
        }
    }

    private sealed class Claim(ulong fingerprint)
    {
        public ulong Fingerprint { get; } = fingerprint;

        public bool IsDone { get; set; }
    }
}
