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

    public MailContent? Simple { get; private set; }

    public byte[]? Raw { get; private set; }

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
            ReadContent(ref input);
        }
        else if (input.MemberIs("EmailTags"u8))
        {
            Tags = ReadPairs(ref input);
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
    private static void RefuseUnlessUnknown(ref JsonInput input)
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

    private void ReadContent(ref JsonInput input)
    {
        if (!input.BeginObject())
        {
            return;
        }

        while (input.NextMember())
        {
            if (input.MemberIs("Simple"u8))
            {
                Simple = ReadSimple(ref input);
            }
            else if (input.MemberIs("Raw"u8))
            {
                Raw = ReadRaw(ref input);
            }
            else
            {
                RefuseUnlessUnknown(ref input);
            }
        }
    }

    private static MailContent? ReadSimple(ref JsonInput input)
    {
        if (!input.BeginObject())
        {
            return null;
        }

        string? subject = null, text = null, html = null;
        List<KeyValuePair<string, string>> headers = [];
        while (input.NextMember())
        {
            if (input.MemberIs("Subject"u8))
            {
                subject = ReadData(ref input);
            }
            else if (input.MemberIs("Body"u8))
            {
                (text, html) = ReadBody(ref input);
            }
            else if (input.MemberIs("Headers"u8))
            {
                headers = ReadPairs(ref input);
            }
            else
            {
                RefuseUnlessUnknown(ref input);
            }
        }

        // Subject and Body are required members of Message in the service's model.
        return subject is null
            ? throw SesErrors.BadRequest("Subject is required for Simple content.")
            : new MailContent(subject, text, html, headers);
    }

    private static (string? Text, string? Html) ReadBody(ref JsonInput input)
    {
        string? text = null, html = null;
        if (input.BeginObject())
        {
            while (input.NextMember())
            {
                if (input.MemberIs("Text"u8))
                {
                    text = ReadData(ref input);
                }
                else if (input.MemberIs("Html"u8))
                {
                    html = ReadData(ref input);
                }
                else
                {
                    input.Skip();
                }
            }
        }

        return (text, html);
    }

    /// <summary><c>{"Data":"…","Charset":"UTF-8"}</c>: the text is in the JSON, whatever the charset.</summary>
    private static string? ReadData(ref JsonInput input)
    {
        string? data = null;
        if (input.BeginObject())
        {
            while (input.NextMember())
            {
                if (input.MemberIs("Data"u8))
                {
                    data = input.ReadString();
                }
                else
                {
                    input.Skip();
                }
            }
        }

        return data;
    }

    private static byte[]? ReadRaw(ref JsonInput input)
    {
        byte[]? data = null;
        if (input.BeginObject())
        {
            while (input.NextMember())
            {
                if (input.MemberIs("Data"u8))
                {
                    data = input.ReadBlob();
                }
                else
                {
                    input.Skip();
                }
            }
        }

        return data;
    }

    /// <summary>A list of <c>{"Name":"…","Value":"…"}</c>.</summary>
    internal static List<KeyValuePair<string, string>> ReadPairs(ref JsonInput input, string nameMember = "Name")
    {
        List<KeyValuePair<string, string>> pairs = [];
        if (!input.BeginArray())
        {
            return pairs;
        }

        while (input.NextElement())
        {
            string? name = null, value = null;
            input.BeginObject();
            while (input.NextMember())
            {
                if (input.MemberName() == nameMember)
                {
                    name = input.ReadString();
                }
                else if (input.MemberIs("Value"u8))
                {
                    value = input.ReadString();
                }
                else
                {
                    input.Skip();
                }
            }

            pairs.Add(new(name ?? "", value ?? ""));
        }

        input.EndArray();
        return pairs;
    }
}
