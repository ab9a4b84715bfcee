using System.Diagnostics;
using Onboarding.LocalAws.Ses.Sending;

namespace Onboarding.LocalAws.Ses.Events;

/// <summary>
/// What SES says of a message that bounced. Source of types:
/// https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html; of texts: the examples of
/// https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html and what the simulator brings
/// (https://geek-tips.imtqy.com/articles/540709/index.html, recorded).
/// </summary>
/// <param name="DiagnosticCode">What the server said; null where it took the message.</param>
/// <param name="ReportingMta">Null as <paramref name="DiagnosticCode"/>.</param>
internal sealed record Bounce(string Type, string SubType, string? DiagnosticCode, string? ReportingMta)
{
    public const string OnAccountList = "OnAccountSuppressionList";

    private const string Permanent = "Permanent";
    private const string General = "General";
    private const string OwnMta = "dns; amazonses.com";

    public static Bounce Of(MailFate fate) => fate switch
    {
        MailFate.Bounced => new Bounce(
            Permanent, General, "smtp; 550 5.1.1 user unknown", "dns; a8-70.smtp-out.amazonses.com"),
        MailFate.Answered => new Bounce("Transient", General, DiagnosticCode: null, ReportingMta: null),
        MailFate.Suppressed => new Bounce(
            Permanent,
            "Suppressed",
            "Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an "
                + "invalid address.",
            OwnMta),
        MailFate.SuppressedByAccount => new Bounce(
            Permanent,
            OnAccountList,
            "Amazon SES did not send the message to this address because it is on the suppression list for your "
                + "account.",
            OwnMta),
        _ => throw new UnreachableException(),
    };
}
