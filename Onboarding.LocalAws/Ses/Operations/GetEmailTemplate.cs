using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// GetEmailTemplate. Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailTemplate.html.
/// </summary>
internal sealed class GetEmailTemplate(EmailTemplates templates) : IRestJsonOperation
{
    public string Name => "GetEmailTemplate";

    public RestJsonRoute Route { get; } = new("GET /v2/email/templates/{TemplateName}");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:GetEmailTemplate", SesResources.Template)];

    public OperationMembers Members { get; } = new("TemplateName");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var name = call.Label("TemplateName");
        var template = templates.Find(name) ?? throw SesErrors.NoTemplate(name);
        var response = call.Response;
        response.WriteString("TemplateName"u8, template.Name);
        response.WriteStartObject("TemplateContent"u8);
        response.WriteString("Subject"u8, template.Content.Subject);
        if (template.Content.Text is { } text)
        {
            response.WriteString("Text"u8, text);
        }

        if (template.Content.Html is { } html)
        {
            response.WriteString("Html"u8, html);
        }

        response.WriteEndObject();
        NamedValues.Write(response, "Tags", "Key", template.Tags);
        return ValueTask.CompletedTask;
    }
}
