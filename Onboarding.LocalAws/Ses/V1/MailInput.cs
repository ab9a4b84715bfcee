using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.V1;

/// <summary>What the operations that send have in common in a form.</summary>
internal static class MailInput
{
    /// <summary>Throws for those of the required members that are not there.</summary>
    /// <param name="members">As the form and as the model has them: <c>("Message.Body", "message.body")</c>.</param>
    public static void Require(QueryCall call, params (string Name, string InModel)[] members)
    {
        string[] missing = [.. members.Where(m => !call.Has(m.Name)).Select(m => m.InModel)];
        if (missing.Length > 0)
        {
            throw SesV1Errors.Missing(missing);
        }
    }

    /// <summary>Without content.</summary>
    public static OutgoingMail Envelope(QueryCall call) => new()
    {
        From = call.Text("Source") is { Length: > 0 } source
            ? source
            : throw SesV1Errors.Invalid("Missing required header 'From'."),
        Recipients = new MailRecipients(
            call.Texts("Destination.ToAddresses"),
            call.Texts("Destination.CcAddresses"),
            call.Texts("Destination.BccAddresses"),
            call.Texts("ReplyToAddresses")),
        ReturnPath = call.Text("ReturnPath"),
        ConfigurationSetName = call.Text("ConfigurationSetName"),
        Tags = Tags(call),
    };

    public static List<KeyValuePair<string, string>> Tags(QueryCall call)
    {
        List<KeyValuePair<string, string>> tags = [];
        for (var i = 1; call.Text($"Tags.member.{i}.Name") is { } name; i++)
        {
            tags.Add(new(name, call.Text($"Tags.member.{i}.Value") ?? ""));
        }

        return tags;
    }

    /// <summary>Sends it, and writes the response.</summary>
    public static void Send(QueryCall call, OutgoingMail mail, Outbox outbox) => call.Response.WriteElementString(
        "MessageId", outbox.Send(mail, SendingCall.Of(call.Operation, call.Request), SesV1Errors.OfSending));
}
