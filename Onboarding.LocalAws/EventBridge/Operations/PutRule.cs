using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>PutRule for event patterns; schedules are refused. A rule that exists keeps its targets.</summary>
internal sealed class PutRule(EventBridgeContext context) : IAwsOperation<JsonCall>
{
    /// <summary>Source: API_PutRule.</summary>
    private const int PatternLengthMax = 4096;
    private const int DescriptionLengthMax = 512;

    public string Name => "PutRule";

    public IReadOnlyList<Permission> Permissions { get; } = [new("events:PutRule", EventBridgeResources.NamedRule)];

    public OperationMembers Members { get; } = new("Name", "EventPattern", "State", "Description", "EventBusName")
    {
        Refused = ["ScheduleExpression", "RoleArn", "Tags"],
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var name = Names.Rule(input, "Name");
        var isEnabled = ReadState(input);
        var description = input.Text("Description");
        if (description?.Length > DescriptionLengthMax)
        {
            throw EventBridgeErrors.Constraint(
                description, "description", $"Member must have length less than or equal to {DescriptionLengthMax}");
        }

        var bus = context.RequireBus(context.BusName(input)).Name;
        var text = input.Text("EventPattern") ?? throw EventBridgeErrors.NoPatternOrSchedule();
        var rule = new EventRule
        {
            Bus = bus,
            Name = name,
            Arn = context.RuleArn(bus, name),
            PatternText = text,
            Pattern = Compile(text),
            Description = description,
            IsEnabled = isEnabled,
        };
        EventBridgeContext.Check(context.Store.PutRule(rule), bus, name);
        call.Response.WriteString("RuleArn", rule.Arn);
        return ValueTask.CompletedTask;
    }

    public static EventPattern Compile(string text)
    {
        if (text.Length > PatternLengthMax)
        {
            throw EventBridgeErrors.Constraint(
                text, "eventPattern", $"Member must have length less than or equal to {PatternLengthMax}");
        }

        try
        {
            return EventPattern.Parse(text);
        }
        catch (EventPatternException e)
        {
            throw EventBridgeErrors.InvalidPattern(e.Message);
        }
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
