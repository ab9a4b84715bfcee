using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Persistence;

/// <summary><see cref="EmailTemplateChange"/>s in the journal.</summary>
internal sealed class EmailTemplateChangeCodec : ChangeCodec<EmailTemplateChange>
{
    public EmailTemplateChangeCodec()
    {
        Kind(
            1,
            (to, put) => WriteTemplate(to, put.Template),
            (ref from) => new EmailTemplateChange.Put(ReadTemplate(ref from)));
        Kind(2, (to, removed) => to.Text(removed.Name), (ref from) => new EmailTemplateChange.Removed(from.Text()));
        Kind<EmailTemplateChange.Cleared>(3);
    }

    private static void WriteTemplate(RecordWriter to, EmailTemplate template)
    {
        to.Text(template.Name);
        to.Text(template.Content.Subject);
        to.OptionalText(template.Content.Text);
        to.OptionalText(template.Content.Html);
        to.Time(template.CreatedAt);
        to.Pairs(template.Tags);
    }

    private static EmailTemplate ReadTemplate(ref RecordReader from) => new(
        from.Text(),
        new EmailTemplateContent(from.Text(), from.OptionalText(), from.OptionalText()),
        from.Time(),
        from.Pairs());
}
