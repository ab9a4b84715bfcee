using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.V1.Operations;

/// <summary>SendRawEmail. Source: https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html.</summary>
internal sealed class SendRawEmail(Outbox outbox) : IAwsOperation<QueryCall>
{
    public string Name => "SendRawEmail";

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:SendRawEmail", SesV1Resources.Sender)];

    public OperationMembers Members { get; } = new(
        "ConfigurationSetName", "Destinations", "RawMessage", "Source", "Tags")
    {
        Refused = ["FromArn", "ReturnPathArn", "SourceArn"],
    };

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        MailInput.Require(call, ("RawMessage.Data", "rawMessage.data"));
        var mail = new OutgoingMail
        {
            From = call.Text("Source"),
            Recipients = new MailRecipients([], [], [], []),
            Destinations = call.Texts("Destinations"),
            Raw = Decode(call.Text("RawMessage.Data")!),
            ConfigurationSetName = call.Text("ConfigurationSetName"),
            Tags = MailInput.Tags(call),
        };
        MailInput.Send(call, mail, outbox);
        return ValueTask.CompletedTask;
    }

    /// <summary>The text is inferred.</summary>
    private static byte[] Decode(string base64)
    {
        var bytes = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(base64, bytes, out var written)
            ? bytes[..written]
            : throw SesV1Errors.Invalid("RawMessage.Data is not valid base64.");
    }
}
