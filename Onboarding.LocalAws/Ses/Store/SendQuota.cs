namespace Onboarding.LocalAws.Ses.Store;

/// <summary>
/// The quota that AWS grants at first outside the sandbox. It is reported and not enforced: a load test on a laptop is
/// not abuse.
/// </summary>
internal static class SendQuota
{
    public const int Max24HourSend = 50_000;
    public const int MaxSendRate = 14;

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>In recipients.</summary>
    public static int SentLast24Hours(Mailbox mailbox, TimeProvider time)
    {
        var since = time.GetUtcNow() - Day;
        return mailbox.List(m => m.ReceivedAt > since, olderThan: null, countMax: int.MaxValue)
            .Sum(m => m.Recipients.Count);
    }
}
