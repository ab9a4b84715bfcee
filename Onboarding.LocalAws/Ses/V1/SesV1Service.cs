using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Ses.V1.Operations;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.V1;

/// <summary>
/// SES's first API (query protocol), which many tools still speak: the same mailbox, identities and templates.
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference/Welcome.html.
/// </summary>
internal sealed class SesV1Service(SesContext context)
    : QueryService("2010-12-01", "http://ses.amazonaws.com/doc/2010-12-01/")
{
    public override string Name => "SES";

    public override string SigningName => "ses";

    /// <summary>10 MB of message in base64, some of whose characters a form writes as three.</summary>
    public override int BodySizeBytesMax => 20 * 1024 * 1024;

    protected override OperationTable<QueryCall> Operations { get; } = new(
        new SendEmail(context.Outbox),
        new SendRawEmail(context.Outbox),
        new SendTemplatedEmail(context.Outbox, context.Templates),
        new VerifyEmailIdentity(context.Verification),
        new VerifyDomainIdentity(context.Verification),
        new ListIdentities(context.Stores.Identities),
        new GetIdentityVerificationAttributes(context.Stores.Identities, context.Verification),
        new DeleteIdentity(context.Stores.Identities),
        new GetSendQuota(context.Stores.Limits));

    /// <summary>The second API has paths of its own.</summary>
    public override bool Takes(HttpRequest request) => !request.Path.StartsWithSegments("/v2/email");
}
