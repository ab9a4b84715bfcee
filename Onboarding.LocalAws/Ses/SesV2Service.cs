using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Ses.Operations;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses;

/// <summary>SES v2 (REST-JSON below <c>/v2/email/</c>): mail ends in a mailbox instead of leaving.</summary>
internal sealed class SesV2Service(SesContext context)
    : RestJsonService(
        new SendEmail(new SendEmailRequest(context.Templates, context.Scope), context.Outbox),
        new CreateEmailIdentity(context.Verification),
        new ListEmailIdentities(context.Stores.Identities, context.Verification),
        new GetEmailIdentity(context.Stores.Identities, context.Verification),
        new DeleteEmailIdentity(context.Stores.Identities),
        new CreateEmailTemplate(context.Templates, context.Time),
        new GetEmailTemplate(context.Templates),
        new ListEmailTemplates(context.Templates),
        new UpdateEmailTemplate(context.Templates),
        new DeleteEmailTemplate(context.Templates),
        new TestRenderEmailTemplate(context.Templates, context.Time, context.Random),
        new CreateConfigurationSet(context.Stores.Account),
        new GetConfigurationSet(context.Stores.Account),
        new ListConfigurationSets(context.Stores.Account),
        new DeleteConfigurationSet(context.Stores.Account),
        new PutConfigurationSetSendingOptions(context.Stores.Account),
        new PutConfigurationSetSuppressionOptions(context.Stores.Account),
        new CreateConfigurationSetEventDestination(context.Stores.Account, context.Scope),
        new GetConfigurationSetEventDestinations(context.Stores.Account),
        new UpdateConfigurationSetEventDestination(context.Stores.Account, context.Scope),
        new DeleteConfigurationSetEventDestination(context.Stores.Account),
        new PutSuppressedDestination(context),
        new GetSuppressedDestination(context),
        new ListSuppressedDestinations(context),
        new DeleteSuppressedDestination(context),
        new PutAccountSuppressionAttributes(context.Stores.Account),
        new PutAccountDetails(context),
        new GetAccount(context))
{
    public override string Name => "SESv2";

    public override string SigningName => "ses";

    public override IErrorProtocol Errors { get; } = new RestJsonErrorProtocol();

    /// <summary>40 MB of message in base64, and the JSON around it.</summary>
    public override int BodySizeBytesMax => 56 * 1024 * 1024;

    protected override MemberErrors MemberErrors => SesErrors.OfMembers;

    /// <summary>The first API has the same signing name and sends forms to the root.</summary>
    public override bool Takes(HttpRequest request) => request.Path.StartsWithSegments("/v2/email");

    public override bool Recognises(HttpRequest request) => Takes(request);
}
