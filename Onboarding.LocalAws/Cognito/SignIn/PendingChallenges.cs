using System.Diagnostics.CodeAnalysis;
using Onboarding.LocalAws.Cognito.Passwords;

namespace Onboarding.LocalAws.Cognito.SignIn;

/// <summary>A challenge that was sent and not yet answered.</summary>
/// <param name="Sub">Null where the pool has no such user: every response is wrong.</param>
/// <param name="UserId">USER_ID_FOR_SRP.</param>
/// <param name="Exchange">The SRP exchange; null for NEW_PASSWORD_REQUIRED.</param>
internal sealed record PendingChallenge(
    string PoolId, string ClientId, string? Sub, string UserId, SrpExchange? Exchange, DateTimeOffset ExpiresAt);

/// <summary>
/// Challenges by the secret that the client sends back. Each can be answered once; the oldest leave when there are too
/// many, so that clients cannot fill the memory with half sign-ins.
/// </summary>
internal sealed class PendingChallenges
{
    private const int CountMax = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, PendingChallenge> _byKey = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();

    public void Add(string key, PendingChallenge challenge)
    {
        lock (_lock)
        {
            while (_oldestFirst.Count >= CountMax)
            {
                _byKey.Remove(_oldestFirst.Dequeue());
            }

            _byKey.Add(key, challenge);
            _oldestFirst.Enqueue(key);
        }
    }

    public bool TryTake(string key, [NotNullWhen(true)] out PendingChallenge? challenge)
    {
        lock (_lock)
        {
            return _byKey.Remove(key, out challenge);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _byKey.Clear();
            _oldestFirst.Clear();
        }
    }
}
