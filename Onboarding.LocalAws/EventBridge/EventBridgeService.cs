using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Operations;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge;

/// <summary>EventBridge (JSON 1.1): buses, rules by event pattern, and their targets.</summary>
internal sealed class EventBridgeService : JsonService, IResettable, IAsyncDisposable
{
    private readonly EventBridgeStore _store;
    private readonly Deliveries _deliveries;
    private readonly EventBridgeContext _context;

    public EventBridgeService(
        AwsScope scope, IEventTargets targets, RunningTime time, RandomSource random, ILoggerFactory logging)
        : base("1.1")
    {
        _store = new EventBridgeStore(time);
        _deliveries = new Deliveries(targets, time, random, logging.CreateLogger<Deliveries>());
        _context = new EventBridgeContext(
            scope,
            _store,
            new EventPublisher(scope, _store, _deliveries, time, random, logging.CreateLogger<EventPublisher>()));
        Operations = new(
            new CreateEventBus(_context),
            new DescribeEventBus(_context),
            new ListEventBuses(_context),
            new DeleteEventBus(_context),
            new PutRule(_context),
            new DescribeRule(_context),
            new ListRules(_context),
            new DeleteRule(_context),
            new EnableRule(_context),
            new DisableRule(_context),
            new PutTargets(_context),
            new RemoveTargets(_context),
            new ListTargetsByRule(_context),
            new PutEvents(_context),
            new TestEventPattern());
    }

    public override string Name => "EventBridge";

    public override string SigningName => "events";

    public override string TargetPrefix => "AWSEvents";

    public override IErrorProtocol Errors { get; } =
        new JsonErrorProtocol("1.1") { InternalError = EventBridgeErrors.Internal };

    /// <summary>1 MB of entries; JSON can write a character in six.</summary>
    public override int BodySizeBytesMax => 8 * 1024 * 1024;

    protected override MemberErrors MemberErrors => EventBridgeErrors.OfMembers;

    protected override OperationTable<JsonCall> Operations { get; }

    /// <summary>Puts an event of another service, as PutEvents would.</summary>
    /// <param name="busArn">Of a bus, which need not exist: AWS drops the event then, too.</param>
    /// <returns>Why it was not taken; null where it was.</returns>
    public string? Put(string busArn, EventEntry entry) =>
        entry.SizeBytes > EventEntry.SizeBytesMax
            ? $"the event has {entry.SizeBytes} bytes, more than {EventEntry.SizeBytesMax}"
            : _context.Publisher.Publish([entry with { Bus = _context.BusName(busArn) }]) is [EntryResult.Failed failed]
                ? failed.Message
                : null;

    public void Reset()
    {
        _deliveries.Reset();
        _store.Clear();
    }

    public ValueTask DisposeAsync() => _deliveries.DisposeAsync();
}
