using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// UpdateEmailTemplate: replaces all three texts.
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_UpdateEmailTemplate.html.
/// </summary>
internal sealed class UpdateEmailTemplate(EmailTemplates templates) : IRestJsonOperation
{
    public string Name => "UpdateEmailTemplate";

    public RestJsonRoute Route { get; } = new("PUT /v2/email/templates/{TemplateName}");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:UpdateEmailTemplate", SesResources.Template)];

    public OperationMembers Members { get; } = new("TemplateName", "TemplateContent");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var name = call.Label("TemplateName");
        return templates.Update(name, TemplateInput.ReadRequired(call.Input))
            ? ValueTask.CompletedTask
            : throw SesErrors.NoTemplate(name);
    }
}
