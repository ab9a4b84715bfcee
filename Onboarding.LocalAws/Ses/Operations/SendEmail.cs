using System.Text;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// SendEmail: checks a Simple or Raw message as AWS does and puts it into the mailbox.
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html.
/// </summary>
internal sealed class SendEmail(
    AwsScope scope, TimeProvider time, RandomSource random, Mailbox mailbox, EmailIdentities identities)
    : IRestJsonOperation
{
    private const int RecipientCountMax = 50;

    /// <summary>v2's limit after base64 decoding: https://docs.aws.amazon.com/ses/latest/dg/quotas.html.</summary>
    private const int MessageSizeBytesMax = 40 * 1024 * 1024;

    /// <summary>Headers that SES writes itself and does not take from a Simple message (API_MessageHeader).</summary>
    private const int HeaderCountMax = 15;

    public string Name => "SendEmail";

    public RestJsonRoute Route { get; } = new("POST /v2/email/outbound-emails");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:SendEmail", SesResources.Sender)];

    public OperationMembers Members { get; } = new(
        "FromEmailAddress", "Destination", "ReplyToAddresses", "Content", "EmailTags", "ConfigurationSetName")
    {
        Refused =
        [
            "FromEmailAddressIdentityArn", "FeedbackForwardingEmailAddress",
            "FeedbackForwardingEmailAddressIdentityArn", "ListManagementOptions", "EndpointId", "TenantName",
        ],
    };

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var mail = Execute(SendEmailRequest.Read(call.Input));
        call.Response.WriteString("MessageId"u8, mail.MessageId);
        return ValueTask.CompletedTask;
    }

    private Mail Execute(SendEmailRequest request)
    {
        var now = time.GetUtcNow();
        var mail = (request.Content.Simple, request.Content.Raw) switch
        {
            ({ } simple, null) => FromSimple(request, simple, now),
            (null, { } raw) => FromRaw(request, raw, now),
            _ => throw SesErrors.BadRequest("Content must have exactly one of Simple, Raw and Template."),
        };
        ValidateRecipients(mail.Recipients);
        if (request.ConfigurationSetName is { Length: > 0 } set)
        {
            throw SesErrors.NoConfigurationSet(set);
        }

        var (sender, fault) = EmailAddress.Parse(mail.From);
        if (fault is not null)
        {
            throw SesErrors.BadRequest(fault);
        }

        if (!identities.Covers(sender))
        {
            throw SesErrors.NotVerified(mail.From, scope.Region);
        }

        mailbox.Add(mail);
        return mail;
    }

    private Mail FromSimple(SendEmailRequest request, MailContent content, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(request.From))
        {
            throw SesErrors.BadRequest("FromEmailAddress is required for Simple content.");
        }

        if (content.Text is null && content.Html is null)
        {
            throw SesErrors.BadRequest("Body must have Text or Html.");
        }

        ValidateHeaders(content);
        var sizeBytes = (long)Encoding.UTF8.GetByteCount(content.Subject)
            + Encoding.UTF8.GetByteCount(content.Text ?? "")
            + Encoding.UTF8.GetByteCount(content.Html ?? "");
        return sizeBytes > MessageSizeBytesMax
            ? throw SesErrors.MessageTooLarge(MessageSizeBytesMax)
            : new Mail
            {
                MessageId = NextMessageId(now),
                ReceivedAt = now,
                From = request.From,
                Recipients = request.Recipients,
                Content = content,
                Tags = request.Tags,
                SizeBytes = sizeBytes,
            };
    }

    /// <summary>Members of the request win over the message's own headers, as the API documents.</summary>
    private Mail FromRaw(SendEmailRequest request, byte[] raw, DateTimeOffset now)
    {
        if (raw.Length > MessageSizeBytesMax)
        {
            throw SesErrors.MessageTooLarge(MessageSizeBytesMax);
        }

        var message = MimeReader.Read(raw);
        var from = request.From ?? message.Header("From");
        if (string.IsNullOrEmpty(from))
        {
            throw SesErrors.BadRequest("Missing required header 'From'.");
        }

        return new Mail
        {
            MessageId = NextMessageId(now),
            ReceivedAt = now,
            From = from,
            Recipients = request.Recipients.Count > 0 ? request.Recipients : message.Recipients(),
            Content = new MailContent(message.Header("Subject") ?? "", message.Text, message.Html, message.Headers),
            Raw = raw,
            Tags = request.Tags,
            SizeBytes = raw.Length,
        };
    }

    private static void ValidateRecipients(MailRecipients recipients)
    {
        if (recipients.Count == 0)
        {
            throw SesErrors.BadRequest("Destination must have at least one recipient.");
        }

        if (recipients.Count > RecipientCountMax)
        {
            throw SesErrors.BadRequest($"Recipient count exceeds {RecipientCountMax}.");
        }

        ValidateAddresses(recipients.To);
        ValidateAddresses(recipients.Cc);
        ValidateAddresses(recipients.Bcc);
        ValidateAddresses(recipients.ReplyTo);
    }

    private static void ValidateAddresses(IReadOnlyList<string> addresses)
    {
        for (var i = 0; i < addresses.Count; i++)
        {
            if (EmailAddress.Parse(addresses[i]).Fault is { } fault)
            {
                throw SesErrors.BadRequest(fault);
            }
        }
    }

    /// <summary>A line break in a header would let its author write headers of the envelope's owner.</summary>
    private static void ValidateHeaders(MailContent content)
    {
        if (content.Headers.Count > HeaderCountMax)
        {
            throw SesErrors.BadRequest($"A message can have at most {HeaderCountMax} headers.");
        }

        foreach (var (name, value) in content.Headers)
        {
            if (name.Length is 0 or > 126 || !name.All(c => c is > ' ' and < (char)127 and not ':'))
            {
                throw SesErrors.BadRequest($"Invalid header name: {name}");
            }

            if (value.Length is 0 or > 870 || value.AsSpan().ContainsAny('\r', '\n'))
            {
                throw SesErrors.BadRequest($"Invalid header value for {name}");
            }
        }
    }

    /// <summary>
    /// AWS's form, milliseconds first: <c>0100016c5e1a3b4d-8f0e8b1c-…-000000</c> (the 01 prefix names the region's
    /// shard; 0100 is us-east-1's).
    /// </summary>
    private string NextMessageId(DateTimeOffset now) =>
        $"0100{now.ToUnixTimeMilliseconds():x12}-{random.NextGuid()}-000000";
}
