using Onboarding.LocalAws.EventBridge.Operations;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge;

/// <summary>EventBridge (JSON 1.1): buses, rules, their targets, archives and replays.</summary>
internal sealed class EventBridgeService(EventBridgeContext context) : JsonService("1.1")
{
    public override string Name => "EventBridge";

    public override string SigningName => "events";

    public override string TargetPrefix => "AWSEvents";

    public override IErrorProtocol Errors { get; } =
        new JsonErrorProtocol("1.1") { InternalError = EventBridgeErrors.Internal };

    /// <summary>1 MB of entries; JSON can write a character in six.</summary>
    public override int BodySizeBytesMax => 8 * 1024 * 1024;

    protected override MemberErrors MemberErrors => EventBridgeErrors.OfMembers;

    protected override OperationTable<JsonCall> Operations { get; } = new(
        new CreateEventBus(context),
        new DescribeEventBus(context),
        new ListEventBuses(context),
        new DeleteEventBus(context),
        new PutRule(context),
        new DescribeRule(context),
        new ListRules(context),
        new DeleteRule(context),
        new EnableRule(context),
        new DisableRule(context),
        new PutTargets(context),
        new RemoveTargets(context),
        new ListTargetsByRule(context),
        new ListRuleNamesByTarget(context),
        new TagResource(context),
        new UntagResource(context),
        new ListTagsForResource(context),
        new CreateArchive(context),
        new UpdateArchive(context),
        new DescribeArchive(context),
        new ListArchives(context),
        new DeleteArchive(context),
        new StartReplay(context),
        new DescribeReplay(context),
        new ListReplays(context),
        new CancelReplay(context),
        new PutEvents(context),
        new TestEventPattern());
}
