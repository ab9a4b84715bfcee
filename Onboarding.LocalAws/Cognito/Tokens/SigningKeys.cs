using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Cognito.Tokens;

/// <summary>
/// One key per pool, made when the first token or the key set is asked for: it takes a tenth of a second that no start
/// should pay for.
/// </summary>
internal sealed class SigningKeys(RandomSource random)
{
    /// <summary>Several first tokens at once wait for one key, rather than make one each.</summary>
    private readonly Lock _making = new();

    public SigningKey Of(UserPool pool)
    {
        if (pool.SigningKey is { } key)
        {
            return key;
        }

        lock (_making)
        {
            return pool.SigningKey ?? pool.Keep(SigningKey.Create(random));
        }
    }
}
