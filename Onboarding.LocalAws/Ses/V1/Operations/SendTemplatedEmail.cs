using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Ses.Templates;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.V1.Operations;

/// <summary>
/// SendTemplatedEmail: of a template that the second API has made.
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference/API_SendTemplatedEmail.html.
/// </summary>
internal sealed class SendTemplatedEmail(Outbox outbox, EmailTemplates templates) : IAwsOperation<QueryCall>
{
    public string Name => "SendTemplatedEmail";

    public IReadOnlyList<Permission> Permissions { get; } =
    [
        new("ses:SendTemplatedEmail", SesV1Resources.Sender),
        new("ses:SendTemplatedEmail", SesV1Resources.Template),
    ];

    public OperationMembers Members { get; } = new(
        "ConfigurationSetName", "Destination", "ReplyToAddresses", "ReturnPath", "Source", "Tags", "Template",
        "TemplateData")
    {
        Refused = ["ReturnPathArn", "SourceArn", "TemplateArn"],
    };

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        MailInput.Require(
            call, ("Source", "source"), ("Template", "template"), ("TemplateData", "templateData"));
        // https://github.com/boto/boto3/issues/1795 quotes the text.
        var data = TemplateData.Read(call.Text("TemplateData"))
            ?? throw SesV1Errors.Invalid("The template data is invalid");
        var name = call.Text("Template")!;
        var template = templates.Find(name) ?? throw SesV1Errors.NoTemplate(name);
        var content = new TemplatedContent(name, template.Content, data, []);
        MailInput.Send(call, MailInput.Envelope(call) with { Template = content }, outbox);
        return ValueTask.CompletedTask;
    }
}
