using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>
/// PutRule, for events by a pattern or by a schedule. A rule that exists keeps its targets and tags: "any tags you
/// specify in the PutRule operation" are then ignored.
/// </summary>
internal sealed class PutRule(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    /// <summary>API_PutRule says 4,096, which the request's model refuses; the quota is less, and recorded.</summary>
    private const int PatternLengthMax = 2048;
    private const int ModelPatternLengthMax = 4096;
    private const int ScheduleLengthMax = 256;

    public string Name => "PutRule";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:PutRule", EventBridgeResources.NamedRule)];

    public OperationMembers Members { get; } = new(
        "Name", "EventPattern", "ScheduleExpression", "State", "Description", "RoleArn", "EventBusName", "Tags");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var name = Names.Rule(input, "Name");
        var isEnabled = ReadState(input);
        var description = Names.Description(input);
        var tags = TagList.Read(input);
        var bus = context.RequireBus(context.BusName(input)).Name;
        var pattern = input.Text("EventPattern");
        var schedule = ReadSchedule(input, bus);
        if (pattern is null && schedule is null)
        {
            throw EventBridgeErrors.NoPatternOrSchedule();
        }

        var rule = new EventRule
        {
            Bus = bus,
            Name = name,
            Arn = context.RuleArn(bus, name),
            Pattern = pattern is null ? null : Compile(pattern, name),
            Schedule = schedule,
            Description = description,
            RoleArn = input.Text("RoleArn"),
            IsEnabled = isEnabled,
            Tags = tags,
        };
        EventBridgeContext.Check(context.Store.PutRule(rule), bus, name);
        context.Schedules.Wake();
        call.Response.WriteString("RuleArn", rule.Arn);
        return ValueTask.CompletedTask;
    }

    /// <param name="owner">The rule or archive, for the error.</param>
    public static RulePattern Compile(string text, string owner)
    {
        CheckModel(text);
        return text.Length > PatternLengthMax
            ? throw EventBridgeErrors.PatternTooLong(owner, PatternLengthMax)
            : Compile(text);
    }

    /// <summary>Of a pattern that belongs to no rule.</summary>
    public static RulePattern Compile(string text)
    {
        CheckModel(text);
        try
        {
            return RulePattern.Parse(text);
        }
        catch (EventPatternException e)
        {
            throw EventBridgeErrors.InvalidPattern(e.Message);
        }
    }

    private static void CheckModel(string text)
    {
        if (text.Length > ModelPatternLengthMax)
        {
            throw EventBridgeErrors.Constraint(
                text, "eventPattern", $"Member must have length less than or equal to {ModelPatternLengthMax}");
        }
    }

    /// <summary>Without a text, as some clients send it, there is none.</summary>
    private RuleSchedule? ReadSchedule(RequestMembers input, string bus)
    {
        if (input.Text("ScheduleExpression") is not { Length: > 0 } text)
        {
            return null;
        }

        if (text.Length > ScheduleLengthMax)
        {
            throw EventBridgeErrors.Constraint(
                text, "scheduleExpression", $"Member must have length less than or equal to {ScheduleLengthMax}");
        }

        return bus != EventBus.DefaultName ? throw EventBridgeErrors.ScheduleOfOtherBus()
            : RuleSchedule.TryParse(text, context.Time.GetUtcNow(), out var schedule) ? schedule
            : throw EventBridgeErrors.InvalidSchedule();
    }

    private static bool ReadState(RequestMembers input) => input.Text("State") switch
    {
        null or "ENABLED" => true,
        "DISABLED" => false,
        "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" =>
            throw EventBridgeErrors.Unsupported("PutRule", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"),
        var other => throw EventBridgeErrors.Constraint(
            other,
            "state",
            "Member must satisfy enum value set: [ENABLED, DISABLED, ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS]"),
    };
}
