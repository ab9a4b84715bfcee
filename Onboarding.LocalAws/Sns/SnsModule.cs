using Onboarding.LocalAws.Sns.Operations;
using Onboarding.LocalAws.Sns.Persistence;
using Onboarding.LocalAws.Sns.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.Sns;

/// <summary>SNS: its topics.</summary>
internal sealed class SnsModule : ServiceModule
{
    private readonly TopicStore _topics;

    public SnsModule(HostContext host)
    {
        _topics = host.State.Keep(14, new TopicChangeCodec(), log => new TopicStore(log));
        Services = [new SnsService(new SnsContext(host.Scope, _topics))];
    }

    public override IReadOnlyList<IAwsService> Services { get; }

    public override ValueTask ResetAsync()
    {
        _topics.Clear();
        return ValueTask.CompletedTask;
    }
}
