using Onboarding.LocalAws.SesV2.Control;
using Onboarding.LocalAws.SesV2.Persistence;
using Onboarding.LocalAws.SesV2.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.SesV2;

/// <summary>SES: the mailbox that every mail ends in, its page, and the identities that may send.</summary>
internal sealed class SesV2Module : ServiceModule
{
    public SesV2Module(HostContext host)
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
