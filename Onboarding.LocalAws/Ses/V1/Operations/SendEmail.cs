using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.V1.Operations;

/// <summary>SendEmail. Source: https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html.</summary>
internal sealed class SendEmail(Outbox outbox) : IAwsOperation<QueryCall>
{
    public string Name => "SendEmail";

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:SendEmail", SesV1Resources.Sender)];

    /// <summary>A ReturnPath must be verified; nothing ever bounces to it here.</summary>
    public OperationMembers Members { get; } = new(
        "ConfigurationSetName", "Destination", "Message", "ReplyToAddresses", "ReturnPath", "Source", "Tags")
    {
        Refused = ["ReturnPathArn", "SourceArn"],
    };

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        MailInput.Require(call, ("Message", "message"), ("Source", "source"));
        MailInput.Require(
            call, ("Message.Body", "message.body"), ("Message.Subject.Data", "message.subject.data"));
        var content = new MailContent(
            call.Text("Message.Subject.Data")!,
            call.Text("Message.Body.Text.Data"),
            call.Text("Message.Body.Html.Data"),
            []);
        MailInput.Send(call, MailInput.Envelope(call) with { Simple = content }, outbox);
        return ValueTask.CompletedTask;
    }
}
