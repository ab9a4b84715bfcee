using System.Text.Json;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Templates;

/// <summary>Makes a message's content of a template's three texts.</summary>
internal static class MailTemplateRendering
{
    /// <param name="lengthMax">Of each text.</param>
    /// <exception cref="RenderingException">One of the texts cannot be rendered.</exception>
    public static MailContent Render(
        EmailTemplateContent template,
        JsonElement data,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        int lengthMax)
    {
        return new MailContent(
            Render(template.Subject), Optional(template.Text), Optional(template.Html), headers);

        string Render(string text) => TemplateRenderer.Render(text, data, lengthMax);
        string? Optional(string? text) => text is null ? null : Render(text);
    }
}
