using Onboarding.LocalAws.SesV2.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.SesV2.Operations;

/// <summary>
/// SendEmail's Content: <c>{"Simple":{"Subject":{"Data":"…"},"Body":{"Text":{"Data":"…"}}}}</c>, or a whole message as
/// <c>{"Raw":{"Data":"base64"}}</c>.
/// </summary>
internal sealed record EmailContent(MailContent? Simple, byte[]? Raw)
{
    public static EmailContent None { get; } = new(null, null);

    public static EmailContent Read(ref JsonInput input)
    {
        var content = None;
        if (!input.BeginObject())
        {
            return content;
        }

        while (input.NextMember())
        {
            if (input.MemberIs("Simple"u8))
            {
                content = content with { Simple = ReadSimple(ref input) };
            }
            else if (input.MemberIs("Raw"u8))
            {
                content = content with { Raw = ReadRaw(ref input) };
            }
            else
            {
                SendEmailRequest.RefuseUnlessUnknown(ref input);
            }
        }

        return content;
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
                headers = NamedValues.Read(ref input);
            }
            else
            {
                SendEmailRequest.RefuseUnlessUnknown(ref input);
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
}
