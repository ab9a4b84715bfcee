using Onboarding.LocalAws.Ses.Mime;

namespace Onboarding.LocalAws.Ses.Sending;

/// <summary>
/// The addresses that AWS gives for trying out what can become of a message, with labels, as
/// <c>bounce+ada@simulator.amazonses.com</c>. They need no verification, count for no day's quota, and none of them is
/// put on a suppression list (https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html).
/// </summary>
internal static class MailboxSimulator
{
    private const string Domain = "@simulator.amazonses.com";

    /// <param name="recipient">As written, display name included.</param>
    public static bool Has(string recipient) => FateOf(EmailAddress.Parse(recipient).Address) is not null;

    /// <param name="address">Without display name.</param>
    /// <returns>Null for an address of others.</returns>
    public static MailFate? FateOf(string address)
    {
        if (!address.EndsWith(Domain, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var local = address[..^Domain.Length];
        var label = local.IndexOf('+', StringComparison.Ordinal);
        return (label < 0 ? local : local[..label]).ToLowerInvariant() switch
        {
            "success" => MailFate.Delivered,
            "bounce" => MailFate.Bounced,
            "ooto" => MailFate.Answered,
            "complaint" => MailFate.Complained,
            "suppressionlist" => MailFate.Suppressed,
            _ => null,
        };
    }
}
