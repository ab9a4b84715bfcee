using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Ses.Control;
using Onboarding.LocalAws.Ses.Events;
using Onboarding.LocalAws.Ses.Persistence;
using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Ses.V1;
using Onboarding.LocalAws.Ses.Verification;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.Ses;

/// <summary>
/// SES: the mailbox that every mail ends in, its page, the identities that may send, what the account has set, and
/// templates.
/// </summary>
internal sealed class SesModule : ServiceModule
{
    private readonly bool _isSandbox;
    private readonly SendLimits _limits;
    private readonly EmailTemplates _templates;

    /// <param name="isSandbox">Whether the account is a newcomer's.</param>
    public SesModule(HostContext host, bool isSandbox)
    {
        _isSandbox = isSandbox;
        _limits = new SendLimits(isSandbox, host.Time);
        Mailbox = host.State.Keep(4, new MailChangeCodec(), log => new Mailbox(log));
        Identities = host.State.Keep(5, new IdentityChangeCodec(), log => new EmailIdentities(log));
        _templates = host.State.Keep(15, new EmailTemplateChangeCodec(), log => new EmailTemplates(log));
        Account = host.State.Keep(20, new SendingAccountChangeCodec(), log => new SendingAccount(log));
        Events = new MailEvents(host.Scope, host.Time, host.Random, Mailbox);
        var stores = new SendingStores(Mailbox, Identities, Account, _limits);
        var outbox = new Outbox(
            isSandbox,
            host.Scope,
            new MailComposer(host.Time, host.Random),
            stores,
            Events,
            host.Logging.CreateLogger<Outbox>());
        var verification = new IdentityVerification(
            isSandbox, Identities, Mailbox, host.Scope, host.Time, host.Random, () => host.EdgeUrl);
        var context = new SesContext(host.Scope, host.Time, host.Random, stores, _templates, verification, outbox)
        {
            IsSandbox = isSandbox,
        };
        Services = [new SesV2Service(context), new SesV1Service(context)];
        ControlPages = [new MailPage(Mailbox), new VerificationPage(verification)];
    }

    public Mailbox Mailbox { get; }

    public EmailIdentities Identities { get; }

    public SendingAccount Account { get; }

    /// <summary>What tells others of messages.</summary>
    public MailEvents Events { get; }

    public override IReadOnlyList<IAwsService> Services { get; }

    public override IReadOnlyList<IControlPage> ControlPages { get; }

    public override void Start()
    {
        _limits.Restore(Mailbox);
        if (!_isSandbox)
        {
            Identities.VerifyAll();
        }
    }

    public override ValueTask ResetAsync()
    {
        Mailbox.Clear();
        Identities.Clear();
        _templates.Clear();
        Account.Clear();
        _limits.Clear();
        return ValueTask.CompletedTask;
    }
}
