using System.Text;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>The member TemplateContent: <c>{"Subject":"…","Text":"…","Html":"…"}</c>.</summary>
internal static class TemplateInput
{
    /// <summary>https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-api.html: 500 KB, both parts.</summary>
    private const int SizeBytesMax = 500 * 1024;

    /// <summary>Of an operation on stored templates.</summary>
    public static EmailTemplateContent ReadRequired(RequestMembers input)
    {
        var content = Read(input.Object("TemplateContent")
            ?? throw SesErrors.BadRequest("TemplateContent is required."));
        return Encoding.UTF8.GetByteCount(content.Text ?? "") + Encoding.UTF8.GetByteCount(content.Html ?? "")
            > SizeBytesMax
                ? throw SesErrors.BadRequest($"The template is larger than {SizeBytesMax} bytes.")
                : content;
    }

    /// <summary>Syntax is not checked: AWS finds it wrong when it renders.</summary>
    public static EmailTemplateContent Read(RequestMembers content) => new(
        content.Text("Subject") is { Length: > 0 } subject
            ? subject
            : throw SesErrors.BadRequest("The subject must be specified."),
        content.Text("Text"),
        content.Text("Html"));
}
