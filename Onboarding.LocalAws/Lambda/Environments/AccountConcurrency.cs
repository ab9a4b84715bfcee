namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>
/// The invocations of every function that are under way at once
/// (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). Safe for concurrent use.
/// </summary>
internal sealed class AccountConcurrency(int limit = AccountConcurrency.Default)
{
    /// <summary>The quota of a new AWS account.</summary>
    public const int Default = 1000;

    private int _inFlight;

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _inFlight) <= limit)
        {
            return true;
        }

        Interlocked.Decrement(ref _inFlight);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _inFlight);
}
