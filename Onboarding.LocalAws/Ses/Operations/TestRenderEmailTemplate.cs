using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Ses.Templates;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// TestRenderEmailTemplate: the message that a stored template makes, or what is wrong with the data.
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_TestRenderEmailTemplate.html.
/// </summary>
internal sealed class TestRenderEmailTemplate(EmailTemplates templates, TimeProvider time, RandomSource random)
    : IRestJsonOperation
{
    public string Name => "TestRenderEmailTemplate";

    public RestJsonRoute Route { get; } = new("POST /v2/email/templates/{TemplateName}/render");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("ses:TestRenderEmailTemplate", SesResources.Template)];

    public OperationMembers Members { get; } = new("TemplateName", "TemplateData");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var name = call.Label("TemplateName");
        var template = templates.Find(name) ?? throw SesErrors.NoTemplate(name);
        var data = TemplateData.Read(call.Input.RequiredText("TemplateData", "TemplateData"))
            ?? throw SesErrors.InvalidTemplateData();
        try
        {
            var content = MailTemplateRendering.Render(
                template.Content, data, [], SesErrors.OfSending.SizeBytesMax);
            call.Response.WriteString("RenderedTemplate"u8, MimeWriter.WriteRendered(new Mail
            {
                MessageId = random.NextGuid().ToString("N"),
                ReceivedAt = time.GetUtcNow(),
                From = "",
                Recipients = new MailRecipients([], [], [], []),
                Content = content,
                SizeBytes = 0,
            }));
            return ValueTask.CompletedTask;
        }
        catch (RenderingException e)
        {
            throw e.Unsupported is { } feature ? SesErrors.Unsupported(Name, feature) : SesErrors.BadRequest(e.Message);
        }
    }
}
