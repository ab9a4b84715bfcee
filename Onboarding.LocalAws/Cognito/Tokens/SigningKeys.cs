using System.Collections.Concurrent;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Cognito.Tokens;

/// <summary>
/// One key per pool, made when the first token or the key set is asked for: it takes a tenth of a second that no start
/// should pay for.
/// </summary>
internal sealed class SigningKeys(RandomSource random)
{
    private readonly ConcurrentDictionary<string, Lazy<SigningKey>> _byPool = new(StringComparer.Ordinal);

    public SigningKey Of(string poolId) =>
        _byPool.GetOrAdd(poolId, _ => new Lazy<SigningKey>(() => new SigningKey(random))).Value;

    public void Clear() => _byPool.Clear();
}
