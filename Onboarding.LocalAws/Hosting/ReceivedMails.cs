using Onboarding.LocalAws.Hosting.Views;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Hosting;

/// <summary>
/// The mailbox that every mail of a host ends in, of every recipient: the newest 10,000, at most 256 MB. The codes of
/// Cognito arrive here, too. Safe for concurrent use.
/// </summary>
public sealed class ReceivedMails
{
    private readonly Mailbox _mailbox;
    private readonly Wait _wait;

    internal ReceivedMails(Mailbox mailbox, Wait wait) => (_mailbox, _wait) = (mailbox, wait);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ReceivedMail> List() => List(_ => true);

    /// <summary>Those to one address (To, Cc or Bcc), newest first.</summary>
    /// <param name="address">Without display name; its case does not matter.</param>
    public IReadOnlyList<ReceivedMail> ListTo(string address) => List(mail => mail.Recipients.Include(address));

    /// <summary>The newest mail to an address, once there is one; one that is there already counts.</summary>
    /// <param name="address">Without display name; its case does not matter.</param>
    /// <param name="limit">30 seconds where none is given.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="TimeoutException">None came in time; the message says which mails there are.</exception>
    public Task<ReceivedMail> WaitForAsync(
        string address, TimeSpan? limit = null, CancellationToken stop = default) =>
        _wait.ForAsync(
            () => ListTo(address) is [var newest, ..] ? newest : null,
            () => _mailbox.Arrivals.Next,
            limit,
            () => $"no mail to {address} came in time; there are {Describe(List())}",
            stop);

    /// <summary>Empties the mailbox.</summary>
    public void Clear() => _mailbox.Clear();

    private List<ReceivedMail> List(Func<Mail, bool> matches) =>
        [.. _mailbox.List(matches, olderThan: null, int.MaxValue).Select(mail => new ReceivedMail(mail))];

    private static string Describe(IReadOnlyList<ReceivedMail> mails) => mails.Count == 0
        ? "none"
        : string.Join("; ", mails.Take(5).Select(m => $"'{m.Subject}' to {string.Join(", ", m.To)}"));
}
