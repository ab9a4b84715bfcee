using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Ses.Control;
using Onboarding.LocalAws.Ses.Persistence;
using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Ses.V1;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.Ses;

/// <summary>SES: the mailbox that every mail ends in, its page, the identities that may send, and templates.</summary>
internal sealed class SesModule : ServiceModule
{
    private readonly EmailTemplates _templates;

    public SesModule(HostContext host)
    {
        Mailbox = host.State.Keep(4, new MailChangeCodec(), log => new Mailbox(log));
        Identities = host.State.Keep(5, new IdentityChangeCodec(), log => new EmailIdentities(log));
        _templates = host.State.Keep(15, new EmailTemplateChangeCodec(), log => new EmailTemplates(log));
        var outbox = new Outbox(
            host.Scope, host.Time, host.Random, Mailbox, Identities, host.Logging.CreateLogger<Outbox>());
        var context = new SesContext(host.Scope, host.Time, host.Random, Mailbox, Identities, _templates, outbox);
        Services = [new SesV2Service(context), new SesV1Service(context)];
        ControlPages = [new MailPage(Mailbox)];
    }

    public Mailbox Mailbox { get; }

    public EmailIdentities Identities { get; }

    public override IReadOnlyList<IAwsService> Services { get; }

    public override IReadOnlyList<IControlPage> ControlPages { get; }

    public override ValueTask ResetAsync()
    {
        Mailbox.Clear();
        Identities.Clear();
        _templates.Clear();
        return ValueTask.CompletedTask;
    }
}
