using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Mime;

namespace Onboarding.LocalAws.Ses.Store;

/// <summary>One accepted message. Immutable.</summary>
internal sealed record Mail
{
    public required string MessageId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>As the sender wrote it, display name included.</summary>
    public required string From { get; init; }

    public required MailRecipients Recipients { get; init; }

    public required MailContent Content { get; init; }

    /// <summary>The raw message as given; null for a Simple one, whose MIME form is made when asked for.</summary>
    public ReadOnlyMemory<byte>? Raw { get; init; }

    /// <summary>Name and value of each EmailTag.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Of a message that is not raw; a raw one has them inside.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Null where the message was not made of a stored template.</summary>
    public string? TemplateName { get; init; }

    /// <summary>Why SES took the message and delivers nothing; null where it delivers.</summary>
    public string? Fault { get; init; }

    /// <summary>Recipients who did not get it, and why in a few words.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Undelivered { get; init; } = [];

    /// <summary>
    /// Not sent by a caller: a code of Cognito, a link to verify an identity, a bounce. It counts for no quota.
    /// </summary>
    public bool IsNotice { get; init; }

    /// <summary>What the message counts for in the mailbox's bound.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>
    /// AWS's form, milliseconds first: 0100016c5e1a3b4d-8f0e8b1c-…-000000. The prefix names the region's shard; 0100 is
    /// us-east-1's. Feedback has ids of this form, too.
    /// </summary>
    public static string NewId(DateTimeOffset now, RandomSource random) =>
        $"0100{now.ToUnixTimeMilliseconds():x12}-{random.NextGuid()}-000000";
}

internal sealed record MailRecipients(
    IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<string> Bcc, IReadOnlyList<string> ReplyTo)
{
    public int Count => To.Count + Cc.Count + Bcc.Count;

    /// <summary>Who gets it, as written.</summary>
    public IEnumerable<string> All => To.Concat(Cc).Concat(Bcc);

    /// <param name="address">Without display name; its case does not matter.</param>
    public bool Include(string address) =>
        AreIn(To, address) || AreIn(Cc, address) || AreIn(Bcc, address);

    private static bool AreIn(IReadOnlyList<string> recipients, string address)
    {
        for (var i = 0; i < recipients.Count; i++)
        {
            if (recipients[i].Equals(address, StringComparison.OrdinalIgnoreCase)
                || EmailAddress.Parse(recipients[i]).Address.Equals(address, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

/// <param name="Text">Null where the message has no plain part; the same for <paramref name="Html"/>.</param>
/// <param name="Headers">The sender's own headers, in order.</param>
internal sealed record MailContent(
    string Subject, string? Text, string? Html, IReadOnlyList<KeyValuePair<string, string>> Headers);
