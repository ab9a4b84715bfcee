using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Events;
using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Ses.Sending;

/// <summary>
/// Checks a message as SES does, puts it into the mailbox and tells what becomes of it, for both of SES's APIs.
/// </summary>
/// <param name="isSandbox">Whether recipients must be verified, too.</param>
internal sealed partial class Outbox(
    bool isSandbox,
    AwsScope scope,
    MailComposer composer,
    SendingStores stores,
    MailEvents events,
    ILogger<Outbox> logger)
{
    /// <returns>The message's id.</returns>
    /// <exception cref="AwsException">SES does not take the message.</exception>
    public string Send(OutgoingMail outgoing, SendingCall call, SendingErrors errors)
    {
        var mail = composer.Compose(outgoing, errors);
        if (mail.SizeBytes > errors.SizeBytesMax)
        {
            throw errors.TooLarge(mail.SizeBytes);
        }

        errors.ThrowIf(MailRules.OfRecipients(mail.Recipients));
        var set = FindSet(outgoing.ConfigurationSetName, errors);
        var sender = RequireVerified(mail, outgoing.ReturnPath, errors);
        RequireAllowance(mail, errors);
        var fates = mail.Fault is null ? FatesOf(mail.Recipients, set) : [];
        mail = mail with
        {
            Undelivered =
            [
                .. fates.Where(fate => !fate.IsDelivered)
                    .Select(fate => KeyValuePair.Create(fate.Address, fate.InWords)),
            ],
        };
        stores.Mailbox.Add(mail);
        if (mail.Fault is { } reason)
        {
            LogNotRendered(logger, mail.MessageId, mail.TemplateName ?? "(inline)", reason);
        }

        events.Tell(new AcceptedMail(mail, call, sender, outgoing.ReturnPath, set, fates));
        return mail.MessageId;
    }

    private ConfigurationSet? FindSet(string? name, SendingErrors errors)
    {
        if (name is not { Length: > 0 })
        {
            return null;
        }

        var set = stores.Account.FindSet(name) ?? throw errors.NoConfigurationSet(name);
        return set.IsSendingEnabled ? set : throw errors.SetIsPaused(name);
    }

    /// <returns>The identity that the sender is verified by.</returns>
    private EmailIdentity RequireVerified(Mail mail, string? returnPath, SendingErrors errors)
    {
        List<string> needed = [mail.From];
        if (returnPath is { Length: > 0 })
        {
            needed.Add(returnPath);
        }

        if (isSandbox)
        {
            needed.AddRange(mail.Recipients.All.Where(r => !MailboxSimulator.Has(r)));
        }

        EmailIdentity? sender = null;
        List<string> failed = [];
        foreach (var written in needed)
        {
            var (address, fault) = EmailAddress.Parse(written);
            errors.ThrowIf(fault);
            var identity = stores.Identities.Covering(address);
            sender ??= identity;
            if (identity is null && !failed.Contains(written))
            {
                failed.Add(written);
            }
        }

        return failed.Count == 0 ? sender! : throw SesErrors.NotVerified(failed, scope.Region);
    }

    private void RequireAllowance(Mail mail, SendingErrors errors)
    {
        switch (stores.Limits.Take(mail.Recipients))
        {
            case SendVerdict.MaySend:
                return;
            case SendVerdict.TooFast:
                throw errors.Throttled("Maximum sending rate exceeded.");
            case SendVerdict.DayIsUsedUp:
                throw errors.Throttled("Daily message quota exceeded.");
            default:
                throw new UnreachableException();
        }
    }

    private RecipientFate[] FatesOf(MailRecipients recipients, ConfigurationSet? set)
    {
        var heeded = set?.SuppressedReasons ?? stores.Account.SuppressedReasons;
        return
        [
            .. recipients.All.Select(r => EmailAddress.Parse(r).Address).Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(address => new RecipientFate(address, FateOf(address, heeded))),
        ];
    }

    private MailFate FateOf(string address, IReadOnlyList<SuppressionReason> heeded) =>
        stores.Account.FindSuppressed(address) is not { } suppressed || !heeded.Contains(suppressed.Reason)
            ? MailboxSimulator.FateOf(address) ?? MailFate.Delivered
        : suppressed.Reason == SuppressionReason.Bounce ? MailFate.SuppressedByAccount
        : MailFate.ComplainedToAccount;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The message {MessageId} of the template {Template} was "
        + "accepted and is not delivered: {Fault}")]
    private static partial void LogNotRendered(ILogger logger, string messageId, string template, string fault);
}

/// <summary>What sending reads and writes.</summary>
internal sealed record SendingStores(
    Mailbox Mailbox, EmailIdentities Identities, SendingAccount Account, SendLimits Limits);
