using System.Collections.Frozen;
using System.Text.Json;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Schedules;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::Events::Rule with an event pattern or a schedule. SAM's EventBridgeRule, CloudWatchEvent and Schedule events
/// become one each. One that a data folder has kept gets the template's settings and targets; what the template leaves
/// open stays as it was set by hand.
/// </summary>
internal sealed class EventsRule : IStackResource
{
    private const string Name = SamTypes.Rule;
    private const string DefaultBus = "default";

    private const int TargetsMax = 5;

    /// <summary>Of a bus, too.</summary>
    public static readonly Shape Tags = Shape.List(
        Shape.Object(Property.Required("Key", Shape.Text), Property.Required("Value", Shape.Text)));

    /// <summary>The part that is sent to PutRule as it stands.</summary>
    private static readonly ObjectShape PutRule = Shape.Object(
        Property.Optional("Description", Shape.Text),
        Property.Optional("EventBusName", Shape.Text),
        Property.Optional("RoleArn", Shape.Text),
        Property.Optional("ScheduleExpression", Shape.Text),
        Property.Optional("State", Shape.OneOf("ENABLED", "DISABLED")),
        Property.Optional("Tags", Tags));

    /// <summary>What PutTargets gets.</summary>
    private static readonly Shape Targets = Shape.List(Shape.Object(
        Property.Required("Id", Shape.Text),
        Property.Required("Arn", Shape.Text),
        Property.Optional("Input", Shape.Text),
        Property.Optional("InputPath", Shape.Text),
        Property.Optional("InputTransformer", Shape.Object(
            Property.Optional("InputPathsMap", Shape.Map(Shape.Text)),
            Property.Required("InputTemplate", Shape.Text))),
        Property.Optional("RetryPolicy", Shape.Object(
            Property.Optional("MaximumRetryAttempts", Shape.Integer(0, 185)),
            Property.Optional("MaximumEventAgeInSeconds", Shape.Integer(60, 86_400)))),
        Property.Optional("SqsParameters", Shape.Object(Property.Required("MessageGroupId", Shape.Text))),
        Property.Optional("DeadLetterConfig", Shape.Object(Property.Required("Arn", Shape.Text))),
        Property.Optional("RoleArn", Shape.Text)));

    public ResourceType Type { get; } = new(Name, Shape.Object(
    [
        .. PutRule.Properties,
        Property.Optional("Name", Shape.Text),
        Property.Optional("EventPattern", Shape.Json),
        Property.Optional("Targets", Targets),
    ]))
    {
        NameProperty = "Name",
        Check = CheckRule,
        // Both name the rule's bus, which its name alone does not tell: they are known once the rule exists.
        Ref = (_, _) => null,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (_, _) => null,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    private static void CheckRule(TemplateMapping properties, TemplateFaults faults)
    {
        if (properties.Find("Targets") is TemplateSequence { Items.Count: > TargetsMax } targets)
        {
            faults.Add(targets.Position, $"A rule has at most {TargetsMax} targets.");
        }

        CheckSchedule(properties, faults);
        CheckPattern(Name, properties.Find("EventPattern"), faults);
    }

    private static void CheckSchedule(TemplateMapping properties, TemplateFaults faults)
    {
        var schedule = properties.Find("ScheduleExpression");
        if (schedule is null && properties.Find("EventPattern") is null)
        {
            faults.Add(properties.Position, $"{Name} needs 'EventPattern' or 'ScheduleExpression'.");
        }

        if (schedule is not TemplateScalar { Value: var text })
        {
            return;
        }

        if (Schedule.TryParse(text) is null)
        {
            faults.Add(schedule.Position, $"ScheduleExpression '{text}' is neither rate(value unit) nor cron(fields).");
        }

        if (properties.Find("EventBusName") is TemplateScalar { Value: not DefaultBus } bus)
        {
            faults.Add(bus.Position, "ScheduleExpression is supported only on the default event bus.");
        }
    }

    /// <summary>Of an archive, too.</summary>
    public static void CheckPattern(string type, TemplateNode? pattern, TemplateFaults faults)
    {
        if (pattern is null || pattern.HasFault())
        {
            return;
        }

        if (pattern is not TemplateMapping)
        {
            faults.Add(pattern.Position, $"{type}.EventPattern must be a map.");
            return;
        }

        try
        {
            EventPattern.Parse(JsonBody.Text(pattern, Shape.Json));
        }
        catch (EventPatternException e)
        {
            faults.Add(pattern.Position, $"EventPattern: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        var bus = context.Properties.FindText("EventBusName") ?? DefaultBus;
        var kept = (await context.TryCallAsync(
            JsonApi.EventBridge, "DescribeRule", Address("Name", context, bus), stop))
            .MustSucceed(unless: "ResourceNotFoundException");
        var rule = await context.CallAsync(JsonApi.EventBridge, nameof(PutRule), RuleBody(context, kept), stop);
        context.SetCreated("Arn", rule.Text("RuleArn"));
        // AWS::Events::Rule's Ref is bus|rule on a bus of one's own.
        context.SetCreated("Ref", bus == DefaultBus ? context.Name : $"{bus}|{context.Name}");
        if (context.Properties.FindList("Targets").Count == 0)
        {
            return;
        }

        if (kept.IsSuccess)
        {
            await RemoveOtherTargetsAsync(context, bus, stop);
        }

        var put = await context.CallAsync(JsonApi.EventBridge, "PutTargets", TargetsBody(context, bus), stop);
        if (put.Member("FailedEntryCount").GetInt32() > 0)
        {
            throw new ProvisioningException($"PutTargets: {put.Member("FailedEntries")}");
        }
    }

    /// <summary>First, since a rule that has five of them takes no other.</summary>
    private static async Task RemoveOtherTargetsAsync(ResourceContext context, string bus, CancellationToken stop)
    {
        var kept = await context.CallAsync(
            JsonApi.EventBridge, "ListTargetsByRule", Address("Rule", context, bus), stop);
        var wanted = context.Properties.FindList("Targets")
            .Select(target => ((TemplateMapping)target).RequiredText("Id")).ToHashSet(StringComparer.Ordinal);
        string[] others =
        [
            .. kept.Member("Targets").EnumerateArray()
                .Select(target => target.GetProperty("Id").GetString()!).Where(id => !wanted.Contains(id)),
        ];
        if (others.Length > 0)
        {
            var remove = JsonBody.Object(json =>
            {
                WriteAddress(json, "Rule", context, bus);
                json.WriteStartArray("Ids");
                Array.ForEach(others, json.WriteStringValue);
                json.WriteEndArray();
            });
            await context.CallAsync(JsonApi.EventBridge, "RemoveTargets", remove, stop);
        }
    }

    private static byte[] Address(string nameMember, ResourceContext context, string bus) =>
        JsonBody.Object(json => WriteAddress(json, nameMember, context, bus));

    private static void WriteAddress(Utf8JsonWriter json, string nameMember, ResourceContext context, string bus)
    {
        json.WriteString(nameMember, context.Name);
        json.WriteString("EventBusName", bus);
    }

    /// <param name="kept">DescribeRule's response: PutRule forgets what it is not given.</param>
    private static byte[] RuleBody(ResourceContext context, WireResponse kept) => JsonBody.Object(json =>
    {
        json.WriteString("Name", context.Name);
        if (context.Properties.Find("EventPattern") is { } pattern)
        {
            json.WriteString("EventPattern", JsonBody.Text(pattern, Shape.Json));
        }

        json.WriteProperties(context.Properties, PutRule);
        foreach (var member in (string[])["Description", "State"])
        {
            if (context.Properties.Find(member) is null && kept.FindMember(member) is { } value)
            {
                json.WriteString(member, value.GetString());
            }
        }
    });

    private static byte[] TargetsBody(ResourceContext context, string bus) => JsonBody.Object(json =>
    {
        WriteAddress(json, "Rule", context, bus);
        json.WritePropertyName("Targets");
        ShapeJson.Write(json, context.Properties.Find("Targets")!, Targets);
    });
}
