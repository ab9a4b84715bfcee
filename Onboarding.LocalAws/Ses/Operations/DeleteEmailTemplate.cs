using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// DeleteEmailTemplate. Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteEmailTemplate.html.
/// </summary>
internal sealed class DeleteEmailTemplate(EmailTemplates templates) : IRestJsonOperation
{
    public string Name => "DeleteEmailTemplate";

    public RestJsonRoute Route { get; } = new("DELETE /v2/email/templates/{TemplateName}");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:DeleteEmailTemplate", SesResources.Template)];

    public OperationMembers Members { get; } = new("TemplateName");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var name = call.Label("TemplateName");
        return templates.Remove(name) ? ValueTask.CompletedTask : throw SesErrors.NoTemplate(name);
    }
}
