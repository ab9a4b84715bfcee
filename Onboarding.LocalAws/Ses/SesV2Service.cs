using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Ses.Operations;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses;

/// <summary>SES v2 (REST-JSON below <c>/v2/email/</c>): mail ends in a mailbox instead of leaving.</summary>
internal sealed class SesV2Service(
    AwsScope scope, TimeProvider time, RandomSource random, Mailbox mailbox, EmailIdentities identities)
    : RestJsonService(
        new SendEmail(scope, time, random, mailbox, identities),
        new CreateEmailIdentity(identities),
        new ListEmailIdentities(identities),
        new GetEmailIdentity(identities),
        new DeleteEmailIdentity(identities),
        new GetAccount(mailbox, time))
{
    public override string Name => "SESv2";

    public override string SigningName => "ses";

    public override IErrorProtocol Errors { get; } = new RestJsonErrorProtocol();

    /// <summary>40 MB of message in base64, and the JSON around it.</summary>
    public override int BodySizeBytesMax => 56 * 1024 * 1024;

    protected override MemberErrors MemberErrors => SesErrors.OfMembers;

    /// <summary>The first SES, which many tools still speak, has the same name and sends forms to the root.</summary>
    public override bool Takes(HttpRequest request) => request.Path.StartsWithSegments("/v2/email");

    public override bool Recognises(HttpRequest request) => Takes(request);
}
