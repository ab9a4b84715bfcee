using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Operations;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge;

/// <summary>EventBridge (JSON 1.1): buses, rules by event pattern, and their targets.</summary>
internal sealed class EventBridgeService : AwsJsonService, IResettable, IAsyncDisposable
{
    private const string ContentType = "application/x-amz-json-1.1";

    private readonly EventBridgeStore _store;
    private readonly Deliveries _deliveries;
    private readonly EventBridgeContext _context;

    public EventBridgeService(
        AwsScope scope, IEventTargets targets, RunningTime time, RandomSource random, ILoggerFactory logging)
    {
        _store = new EventBridgeStore(time);
        _deliveries = new Deliveries(targets, time, random, logging.CreateLogger<Deliveries>());
        _context = new EventBridgeContext(
            scope,
            _store,
            new EventPublisher(scope, _store, _deliveries, time, random, logging.CreateLogger<EventPublisher>()));
        Operations = new Dictionary<string, Execute>(StringComparer.Ordinal)
        {
            ["CreateEventBus"] = CreateEventBus.Execute,
            ["DescribeEventBus"] = DescribeEventBus.Execute,
            ["ListEventBuses"] = ListEventBuses.Execute,
            ["DeleteEventBus"] = (input, context, _) => DeleteEventBus.Execute(input, context),
            ["PutRule"] = PutRule.Execute,
            ["DescribeRule"] = DescribeRule.Execute,
            ["ListRules"] = ListRules.Execute,
            ["DeleteRule"] = (input, context, _) => DeleteRule.Execute(input, context),
            ["EnableRule"] = (input, context, _) => EnableRule.Execute(input, context),
            ["DisableRule"] = (input, context, _) => DisableRule.Execute(input, context),
            ["PutTargets"] = PutTargets.Execute,
            ["RemoveTargets"] = RemoveTargets.Execute,
            ["ListTargetsByRule"] = ListTargetsByRule.Execute,
            ["PutEvents"] = PutEvents.Execute,
            ["TestEventPattern"] = (input, _, answer) => TestEventPattern.Execute(input, answer),
        }.ToFrozenDictionary(
            operation => operation.Key,
            operation => (AwsJsonOperation)(request => AnswerAsync(request, operation.Key, operation.Value)),
            StringComparer.Ordinal);
    }

    private delegate void Execute(RequestMembers input, EventBridgeContext context, Utf8JsonWriter answer);

    public override string Name => "EventBridge";

    public override string SigningName => "events";

    public override string TargetPrefix => "AWSEvents";

    public override IErrorProtocol Errors { get; } =
        new JsonErrorProtocol("1.1") { InternalError = EventBridgeErrors.Internal };

    /// <summary>1 MB of entries; JSON can write a character in six.</summary>
    public override int BodySizeBytesMax => 8 * 1024 * 1024;

    protected override IReadOnlyDictionary<string, AwsJsonOperation> Operations { get; }

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

    private ValueTask AnswerAsync(AwsRequest request, string operation, Execute execute)
    {
        var body = new ArrayBufferWriter<byte>(512);
        var input = RequestMembers.Read(request.Body, operation, EventBridgeErrors.OfMembers);
        using (var answer = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            answer.WriteStartObject();
            execute(input, _context, answer);
            answer.WriteEndObject();
        }

        return request.Response.SendAsync(200, ContentType, body.WrittenMemory);
    }
}
