using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Ses.Templates;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// The body of SendEmail:
/// <code>
/// {"FromEmailAddress":"…","Destination":{"ToAddresses":["…"]},
///  "Content":{"Simple":{"Subject":{"Data":"…"},"Body":{"Text":{"Data":"…"},"Html":{"Data":"…"}}}}}
/// </code>
/// Content has a whole message as <c>{"Raw":{"Data":"base64"}}</c>, or
/// <c>{"Template":{"TemplateName":"…","TemplateData":"{\"name\":\"Ada\"}"}}</c>, where TemplateArn or TemplateContent
/// may stand for the name.
/// </summary>
internal sealed class SendEmailRequest(EmailTemplates templates, AwsScope scope)
{
    /// <summary>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Template.html</summary>
    private const int TemplateDataLengthMax = 262_144;

    /// <exception cref="Wire.AwsException">There is no content, or no such template.</exception>
    public OutgoingMail Read(RequestMembers input)
    {
        var destination = input.Object("Destination");
        var mail = new OutgoingMail
        {
            From = input.Text("FromEmailAddress"),
            Recipients = new MailRecipients(
                destination?.Texts("ToAddresses") ?? [],
                destination?.Texts("CcAddresses") ?? [],
                destination?.Texts("BccAddresses") ?? [],
                input.Texts("ReplyToAddresses") ?? []),
            ConfigurationSetName = input.Text("ConfigurationSetName"),
            Tags = NamedValues.Read(input, "EmailTags", "Name"),
        };
        var content = input.Object("Content");
        return (content?.Object("Simple"), content?.Object("Raw")?.Blob("Data"), content?.Object("Template")) switch
        {
            ({ } simple, null, null) => mail with
            {
                Simple = ReadSimple(simple),
                Attachments = AttachmentInput.Read(simple, "content.simple"),
            },
            (null, { } raw, null) => mail with { Raw = raw },
            (null, null, { } template) => mail with
            {
                Template = ReadTemplate(template),
                Attachments = AttachmentInput.Read(template, "content.template"),
            },
            _ => throw SesErrors.BadRequest("Content must have exactly one of Simple, Raw and Template."),
        };
    }

    private static MailContent ReadSimple(RequestMembers message)
    {
        // Subject and Body are required members of Message in the service's model.
        var subject = Data(message, "Subject")
            ?? throw SesErrors.BadRequest("Subject is required for Simple content.");
        var body = message.Object("Body");
        return new MailContent(
            subject, Data(body, "Text"), Data(body, "Html"), NamedValues.Read(message, "Headers", "Name"));
    }

    /// <summary><c>{"Data":"…","Charset":"UTF-8"}</c>: JSON carries Unicode, so that Charset has no effect.</summary>
    private static string? Data(RequestMembers? owner, string name) => owner?.Object(name)?.Text("Data");

    private TemplatedContent ReadTemplate(RequestMembers template)
    {
        var name = template.Text("TemplateName") ?? NameIn(template.Text("TemplateArn"));
        var content = (name, template.Object("TemplateContent")) switch
        {
            (null, { } inline) => TemplateInput.Read(inline),
            ({ } stored, null) => templates.Find(stored)?.Content ?? throw SesErrors.NoTemplate(stored),
            _ => throw SesErrors.BadRequest("Template must have exactly one of TemplateName and TemplateContent."),
        };
        var text = template.Text("TemplateData");
        if (text?.Length > TemplateDataLengthMax)
        {
            throw SesErrors.BadRequest($"TemplateData is longer than {TemplateDataLengthMax} characters.");
        }

        var data = TemplateData.Read(text) ?? throw SesErrors.InvalidTemplateData();
        return new TemplatedContent(name, content, data, NamedValues.Read(template, "Headers", "Name"));
    }

    private string? NameIn(string? arn) =>
        arn is null ? null
        : scope.Arn("ses", "template/") is var prefix && arn.StartsWith(prefix, StringComparison.Ordinal)
            ? arn[prefix.Length..]
            : throw SesErrors.BadRequest($"{arn} is not the ARN of a template of this account and region.");
}
