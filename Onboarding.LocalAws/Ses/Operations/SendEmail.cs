using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// SendEmail: a Simple, Raw or Template message, by way of the outbox.
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html.
/// </summary>
internal sealed class SendEmail(SendEmailRequest request, Outbox outbox) : IRestJsonOperation
{
    public string Name => "SendEmail";

    public RestJsonRoute Route { get; } = new("POST /v2/email/outbound-emails");

    /// <summary>
    /// A raw message needs the first API's action (https://github.com/aws/aws-actionmailer-ses-ruby/issues/10), a
    /// template the action on it, too (https://github.com/aws/serverless-application-model/issues/2844).
    /// </summary>
    public IReadOnlyList<Permission> Permissions { get; } =
    [
        new("ses:SendEmail", SesResources.Sender) { When = "Content.Simple" },
        new("ses:SendEmail", SesResources.Sender) { When = "Content.Template" },
        new("ses:SendEmail", SesResources.ContentTemplate) { When = "Content.Template.TemplateName" },
        new("ses:SendRawEmail", SesResources.Sender) { When = "Content.Raw" },
        new("ses:SendEmail", SesResources.ConfigurationSet) { When = "ConfigurationSetName" },
    ];

    public OperationMembers Members { get; } = new(
        "FromEmailAddress", "Destination", "ReplyToAddresses", "Content", "EmailTags", "ConfigurationSetName")
    {
        Refused =
        [
            "FromEmailAddressIdentityArn", "FeedbackForwardingEmailAddress",
            "FeedbackForwardingEmailAddressIdentityArn", "ListManagementOptions", "EndpointId", "TenantName",
        ],
    };

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var mail = request.Read(call.Input);
        call.Response.WriteString(
            "MessageId"u8, outbox.Send(mail, SendingCall.Of(Name, call.Request), SesErrors.OfSending));
        return ValueTask.CompletedTask;
    }
}
