using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Sqs.Operations;
using Onboarding.LocalAws.Sqs.Persistence;
using Onboarding.LocalAws.Sqs.Query;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.Sqs;

/// <summary>SQS: queues with their messages.</summary>
internal sealed class SqsModule : ServiceModule
{
    private readonly SqsStore _store;

    public SqsModule(HostContext host)
    {
        _store = host.State.Keep(
            3,
            new SqsChangeCodec(),
            log => new SqsStore(host.Scope, host.Time, log, host.Logging.CreateLogger<SqsStore>()));
        Queues = new SqsQueues(_store, host.Time, host.Random);
        SqsMetrics.Observe(host.Meter, _store);
        var operations = SqsService.TableOf(new SqsContext(host.Scope, _store, Queues));
        Services = [new SqsService(operations), new SqsQueryService(operations)];
    }

    /// <summary>The queues as the rest of the host uses them.</summary>
    public SqsQueues Queues { get; }

    public override IReadOnlyList<IAwsService> Services { get; }

    public override ValueTask ResetAsync()
    {
        _store.Clear();
        return ValueTask.CompletedTask;
    }
}
