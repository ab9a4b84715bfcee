using System.Buffers.Text;
using System.Text;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Verification;

/// <summary>
/// Makes identities. Outside of the sandbox one is verified the moment it is created, as a machine without mail or DNS
/// of its own has nothing to prove; in the sandbox it waits until the link that its owner got by mail is opened: for
/// 24 hours, a domain for 72
/// (https://docs.aws.amazon.com/ses/latest/APIReference/API_GetIdentityVerificationAttributes.html). Where AWS looks
/// for a domain's records in the DNS, a mail to its postmaster stands in.
/// </summary>
internal sealed class IdentityVerification(
    bool isSandbox,
    EmailIdentities identities,
    Mailbox mailbox,
    AwsScope scope,
    TimeProvider time,
    RandomSource random,
    Func<Uri> edgeUrl)
{
    private const string From = "no-reply-aws@amazon.com";
    private const int TokenSizeBytes = 32;

    private static readonly TimeSpan AddressLifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan DomainLifetime = TimeSpan.FromHours(72);

    public IdentityState StateOf(EmailIdentity identity) => identity.StateAt(time.GetUtcNow());

    /// <param name="identity">As it is where it was added.</param>
    public Addition Begin(EmailIdentity asked, out EmailIdentity identity)
    {
        identity = isSandbox ? asked with { IsVerified = false, Link = NewLink(asked) } : asked;
        var added = identities.Add(identity);
        if (added == Addition.Added && identity.Link is { } link)
        {
            Send(identity, link);
        }

        return added;
    }

    /// <summary>Sends another link for an identity that is not verified yet.</summary>
    public void BeginAgain(string name)
    {
        if (identities.Find(name) is { IsVerified: false } identity
            && NewLink(identity) is var link
            && identities.TryRenew(name, link))
        {
            Send(identity, link);
        }
    }

    /// <inheritdoc cref="EmailIdentities.Verify"/>
    public EmailIdentity? Complete(string token) => identities.Verify(token, time.GetUtcNow());

    private VerificationLink NewLink(EmailIdentity identity)
    {
        Span<byte> token = stackalloc byte[TokenSizeBytes];
        random.Fill(token);
        return new VerificationLink(
            Base64Url.EncodeToString(token),
            time.GetUtcNow() + (identity.IsDomain ? DomainLifetime : AddressLifetime));
    }

    /// <summary>The wording is this emulator's, but for the subject.</summary>
    private void Send(EmailIdentity identity, VerificationLink link)
    {
        var url = new Uri(edgeUrl(), $"/_localaws/ses/verify?token={link.Token}");
        var subject = $"Amazon Web Services - Email Address Verification Request in region {scope.Region}";
        var text = $"Somebody asked to send mail as {identity.Name} with Amazon SES in region {scope.Region}.\n\n"
            + $"If that was you, open this link to confirm it:\n\n{url}\n\n"
            + $"It is valid until {link.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC. If it was not you, do nothing.\n";
        var now = time.GetUtcNow();
        mailbox.Add(new Mail
        {
            MessageId = Mail.NewId(now, random),
            ReceivedAt = now,
            From = From,
            Recipients = new MailRecipients(
                [identity.IsDomain ? $"postmaster@{identity.Name}" : identity.Name], [], [], []),
            Content = new MailContent(subject, text, Html: null, []),
            IsNotice = true,
            SizeBytes = Encoding.UTF8.GetByteCount(subject) + Encoding.UTF8.GetByteCount(text),
        });
    }
}
