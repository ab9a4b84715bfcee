using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Events;

/// <summary>
/// Tells what becomes of a message: to the destinations of its configuration set, and by mail to who sent it. All of
/// it happens before the sender gets the message's id, so that an acknowledged message has told all that there is.
/// Source: https://docs.aws.amazon.com/ses/latest/dg/monitoring-eventbridge.html.
/// </summary>
internal sealed class MailEvents(AwsScope scope, TimeProvider time, RandomSource random, Mailbox mailbox)
{
    /// <summary>Set once, before the host listens: EventBridge stands behind SES in the list of modules.</summary>
    public IMailEventBus? Bus { get; set; }

    public void Tell(AcceptedMail accepted)
    {
        foreach (var (type, happened) in Happened(accepted))
        {
            Publish(accepted, type, happened);
            if (FeedbackMail.Of(accepted, happened, time.GetUtcNow(), random) is { } feedback)
            {
                mailbox.Add(feedback);
            }
        }
    }

    /// <summary>In the order in which it would happen.</summary>
    private IEnumerable<(MailEventType Type, MailHappening Happening)> Happened(AcceptedMail accepted)
    {
        if (accepted.Mail.Fault is not null)
        {
            yield return (MailEventType.RenderingFailure, Happening(null, []));
            yield break;
        }

        yield return (MailEventType.Send, Happening(null, []));
        string[] delivered = [.. accepted.Fates.Where(f => f.IsDelivered).Select(f => f.Address)];
        if (delivered.Length > 0)
        {
            yield return (MailEventType.Delivery, Happening(MailFate.Delivered, delivered));
        }

        foreach (var group in accepted.Fates.Where(f => f.Fate != MailFate.Delivered).GroupBy(f => f.Fate))
        {
            yield return (TypeOf(group.Key), Happening(group.Key, [.. group.Select(f => f.Address)]));
        }
    }

    private static MailEventType TypeOf(MailFate fate) =>
        fate is MailFate.Complained or MailFate.ComplainedToAccount ? MailEventType.Complaint : MailEventType.Bounce;

    private MailHappening Happening(MailFate? fate, IReadOnlyList<string> addresses)
    {
        var now = time.GetUtcNow();
        return new MailHappening(fate, addresses, Mail.NewId(now, random), now);
    }

    private void Publish(AcceptedMail accepted, MailEventType type, MailHappening happened)
    {
        if (accepted.Set is not { } set || Bus is null)
        {
            return;
        }

        foreach (var destination in set.Destinations.Where(d => d.IsEnabled && d.Types.Contains(type)))
        {
            Bus.Publish(new MailEvent(
                destination.EventBusArn,
                MailEventNames.DetailTypeOf(type),
                MailEventJson.Write(accepted, type, happened, scope),
                [scope.Arn("ses", $"configuration-set/{set.Name}")],
                happened.At));
        }
    }
}

/// <summary>One thing that happened to a message.</summary>
/// <param name="Fate">Null where it is of the message and not of its recipients.</param>
/// <param name="Addresses">Whom it happened at.</param>
/// <param name="FeedbackId">Of a bounce or complaint.</param>
internal sealed record MailHappening(
    MailFate? Fate, IReadOnlyList<string> Addresses, string FeedbackId, DateTimeOffset At);
