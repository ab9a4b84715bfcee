using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Sending;

/// <summary>
/// How much the account may send, counted in recipients: in the sandbox 200 in 24 hours and one a second
/// (https://docs.aws.amazon.com/ses/latest/dg/quotas.html). Outside of it the quota that AWS grants at first is
/// reported and not enforced: a load test on a laptop is not abuse. Safe for concurrent use.
/// </summary>
/// <remarks>
/// A message may have more recipients than are left: it passes as long as one is, and the next one waits for as long
/// as all of them take (the SES blog, quoted in https://github.com/django-ses/django-ses/issues/59). The day is the
/// calendar's, as that of AWS goes on while this host does not run.
/// </remarks>
internal sealed class SendLimits(bool isSandbox, TimeProvider time)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>So that a load test's day is no longer a list than this many.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly LinkedList<Sent> _sent = new();
    private int _sentCount;
    private long _nextAt = long.MinValue;

    public int Max24HourSend => isSandbox ? 200 : 50_000;

    public int MaxSendRate => isSandbox ? 1 : 14;

    public int SentLast24Hours
    {
        get
        {
            lock (_gate)
            {
                return CountUnderLock();
            }
        }
    }

    /// <summary>Takes a message into account, or says why it must not be sent.</summary>
    public SendVerdict Take(MailRecipients recipients)
    {
        var counted = CountOf(recipients);
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (isSandbox && counted > 0 && CountUnderLock() >= Max24HourSend)
            {
                return SendVerdict.DayIsUsedUp;
            }

            if (isSandbox && now < _nextAt)
            {
                return SendVerdict.TooFast;
            }

            _nextAt = now + (time.TimestampFrequency * recipients.Count / MaxSendRate);
            AddUnderLock(time.GetUtcNow(), counted);
            return SendVerdict.MaySend;
        }
    }

    /// <summary>Counts what an earlier process sent, as far as the mailbox still has it.</summary>
    public void Restore(Mailbox mailbox)
    {
        var since = time.GetUtcNow() - Day;
        var sent = mailbox.List(m => !m.IsNotice && m.ReceivedAt > since, olderThan: null, countMax: int.MaxValue);
        lock (_gate)
        {
            foreach (var mail in sent.Reverse())
            {
                AddUnderLock(mail.ReceivedAt, CountOf(mail.Recipients));
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _sent.Clear();
            (_sentCount, _nextAt) = (0, long.MinValue);
        }
    }

    private static int CountOf(MailRecipients recipients) => recipients.All.Count(r => !MailboxSimulator.Has(r));

    private void AddUnderLock(DateTimeOffset at, int count)
    {
        if (count == 0)
        {
            return;
        }

        _sentCount += count;
        if (_sent.Last is { } last && at - last.Value.Began < Grain)
        {
            last.Value = last.Value with { Ended = at, Count = last.Value.Count + count };
        }
        else
        {
            _sent.AddLast(new Sent(at, at, count));
        }
    }

    private int CountUnderLock()
    {
        var since = time.GetUtcNow() - Day;
        while (_sent.First is { } first && first.Value.Ended <= since)
        {
            _sentCount -= first.Value.Count;
            _sent.RemoveFirst();
        }

        return _sentCount;
    }

    /// <summary>What was sent within one <see cref="Grain"/>.</summary>
    private sealed record Sent(DateTimeOffset Began, DateTimeOffset Ended, int Count);
}

internal enum SendVerdict
{
    MaySend,
    TooFast,
    DayIsUsedUp,
}
