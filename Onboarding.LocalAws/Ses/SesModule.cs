using Onboarding.LocalAws.Ses.Control;
using Onboarding.LocalAws.Ses.Persistence;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.Ses;

/// <summary>SES: the mailbox that every mail ends in, its page, and the identities that may send.</summary>
internal sealed class SesModule : ServiceModule
{
    public SesModule(HostContext host)
    {
        Mailbox = host.State.Keep(4, new MailChangeCodec(), log => new Mailbox(log));
        Identities = host.State.Keep(5, new IdentityChangeCodec(), log => new EmailIdentities(log));
        Services = [new SesV2Service(host.Scope, host.Time, host.Random, Mailbox, Identities)];
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
        return ValueTask.CompletedTask;
    }
}
