using Onboarding.LocalAws.SesV2.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.SesV2.Operations;

/// <summary>
/// The body of SendEmail, read once:
/// <code>
/// {"FromEmailAddress":"…","Destination":{"ToAddresses":["…"]},
///  "Content":{"Simple":{"Subject":{"Data":"…"},"Body":{"Text":{"Data":"…"},"Html":{"Data":"…"}}}}}
/// </code>
/// Members that this host cannot honour are refused while reading.
/// </summary>
internal sealed class SendEmailRequest
{
    private const string Operation = "SendEmail";

    public string? From { get; private set; }

    public MailRecipients Recipients { get; private set; } = new([], [], [], []);

    public EmailContent Content { get; private set; } = EmailContent.None;

    public string? ConfigurationSetName { get; private set; }

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; private set; } = [];

    public static SendEmailRequest Read(ReadOnlySpan<byte> body)
    {
        var request = new SendEmailRequest();
        var input = new JsonInput(body);
        input.BeginObject();
        while (input.NextMember())
        {
            request.ReadMember(ref input);
        }

        return request;
    }

    private void ReadMember(ref JsonInput input)
    {
        if (input.MemberIs("FromEmailAddress"u8))
        {
            From = input.ReadString();
        }
        else if (input.MemberIs("Destination"u8))
        {
            ReadDestination(ref input);
        }
        else if (input.MemberIs("ReplyToAddresses"u8))
        {
            Recipients = Recipients with { ReplyTo = input.ReadStrings() ?? [] };
        }
        else if (input.MemberIs("Content"u8))
        {
            Content = EmailContent.Read(ref input);
        }
        else if (input.MemberIs("EmailTags"u8))
        {
            Tags = NamedValues.Read(ref input);
        }
        else if (input.MemberIs("ConfigurationSetName"u8))
        {
            ConfigurationSetName = input.ReadString();
        }
        else
        {
            RefuseUnlessUnknown(ref input);
        }
    }

    /// <summary>AWS ignores members that it does not know; what it knows and we cannot do is refused.</summary>
    public static void RefuseUnlessUnknown(ref JsonInput input)
    {
        var name = input.MemberName();
        if (name is "FromEmailAddressIdentityArn" or "FeedbackForwardingEmailAddress"
            or "FeedbackForwardingEmailAddressIdentityArn" or "ListManagementOptions" or "EndpointId" or "TenantName"
            or "Template" or "Attachments")
        {
            throw SesErrors.Unsupported(Operation, name);
        }

        input.Skip();
    }

    private void ReadDestination(ref JsonInput input)
    {
        if (!input.BeginObject())
        {
            return;
        }

        while (input.NextMember())
        {
            if (input.MemberIs("ToAddresses"u8))
            {
                Recipients = Recipients with { To = input.ReadStrings() ?? [] };
            }
            else if (input.MemberIs("CcAddresses"u8))
            {
                Recipients = Recipients with { Cc = input.ReadStrings() ?? [] };
            }
            else if (input.MemberIs("BccAddresses"u8))
            {
                Recipients = Recipients with { Bcc = input.ReadStrings() ?? [] };
            }
            else
            {
                input.Skip();
            }
        }
    }
}
