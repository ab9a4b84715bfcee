using System.Diagnostics;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// CreateEmailTemplate. Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailTemplate.html.
/// </summary>
internal sealed class CreateEmailTemplate(EmailTemplates templates, TimeProvider time) : IRestJsonOperation
{
    public string Name => "CreateEmailTemplate";

    public RestJsonRoute Route { get; } = new("POST /v2/email/templates");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:CreateEmailTemplate", SesResources.Template)];

    public OperationMembers Members { get; } = new("TemplateName", "TemplateContent", "Tags");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var name = call.Input.Text("TemplateName") is { Length: > 0 } given
            ? given
            : throw SesErrors.BadRequest("TemplateName is required.");
        var content = TemplateInput.ReadRequired(call.Input);
        var tags = NamedValues.Read(call.Input, "Tags", "Key");
        return templates.Add(new EmailTemplate(name, content, time.GetUtcNow(), tags)) switch
        {
            Addition.Added => ValueTask.CompletedTask,
            Addition.Exists => throw SesErrors.TemplateExists(name),
            Addition.TooMany => throw SesErrors.TooMany("templates", EmailTemplates.CountMax),
            _ => throw new UnreachableException(),
        };
    }
}
