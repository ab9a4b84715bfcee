using System.Collections.Frozen;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>AWS::Events::Rule with an event pattern. SAM's EventBridgeRule events become one each.</summary>
internal sealed class EventsRule : IStackResource
{
    private const string Name = SamTypes.Rule;
    private const string DefaultBus = "default";

    private const int TargetsMax = 5;

    /// <summary>The part that is sent to PutRule as it stands.</summary>
    private static readonly ObjectShape PutRule = Shape.Object(
        Property.Optional("Description", Shape.Text),
        Property.Optional("EventBusName", Shape.Text),
        Property.Optional("State", Shape.OneOf("ENABLED", "DISABLED")));

    /// <summary>What PutTargets gets.</summary>
    private static readonly Shape Targets = Shape.List(Shape.Object(
        Property.Required("Id", Shape.Text),
        Property.Required("Arn", Shape.Text),
        Property.Optional("Input", Shape.Text),
        Property.Optional("InputPath", Shape.Text),
        Property.Optional("RetryPolicy", Shape.Object(
            Property.Optional("MaximumRetryAttempts", Shape.Integer(0, 185)),
            Property.Optional("MaximumEventAgeInSeconds", Shape.Integer(60, 86_400)))),
        Property.Optional("DeadLetterConfig", Shape.Object(Property.Required("Arn", Shape.Text))),
        Property.CloudOnly("RoleArn")));

    public ResourceType Type { get; } = new(Name, Shape.Object(
    [
        .. PutRule.Properties,
        Property.Optional("Name", Shape.Text),
        Property.Required("EventPattern", Shape.Json),
        Property.Optional("Targets", Targets),
        Property.CloudOnly("Tags"),
    ]))
    {
        NameProperty = "Name",
        Check = CheckPatternAndTargets,
        // Both name the rule's bus, which its name alone does not tell: they are known once the rule exists.
        Ref = (_, _) => null,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (_, _) => null,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    private static void CheckPatternAndTargets(TemplateMapping properties, TemplateFaults faults)
    {
        if (properties.Find("Targets") is TemplateSequence { Items.Count: > TargetsMax } targets)
        {
            faults.Add(targets.Position, $"A rule has at most {TargetsMax} targets.");
        }

        if (properties.Find("EventPattern") is not { } pattern || pattern.HasFault())
        {
            return;
        }

        if (pattern is not TemplateMapping)
        {
            faults.Add(pattern.Position, $"{Name}.EventPattern must be a map.");
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
        var rule = await context.CallAsync(JsonApi.EventBridge, nameof(PutRule), RuleBody(context), stop);
        context.SetCreated("Arn", rule.Text("RuleArn"));
        // AWS::Events::Rule's Ref is bus|rule on a bus of one's own.
        context.SetCreated("Ref", bus == DefaultBus ? context.Name : $"{bus}|{context.Name}");
        if (context.Properties.FindList("Targets").Count == 0)
        {
            return;
        }

        var put = await context.CallAsync(JsonApi.EventBridge, "PutTargets", TargetsBody(context, bus), stop);
        if (put.Member("FailedEntryCount").GetInt32() > 0)
        {
            throw new ProvisioningException($"PutTargets: {put.Member("FailedEntries")}");
        }
    }

    private static byte[] RuleBody(ResourceContext context) => JsonBody.Object(json =>
    {
        json.WriteString("Name", context.Name);
        json.WriteString("EventPattern", JsonBody.Text(context.Properties.Find("EventPattern")!, Shape.Json));
        json.WriteProperties(context.Properties, PutRule);
    });

    private static byte[] TargetsBody(ResourceContext context, string bus) => JsonBody.Object(json =>
    {
        json.WriteString("Rule", context.Name);
        json.WriteString("EventBusName", bus);
        json.WritePropertyName("Targets");
        ShapeJson.Write(json, context.Properties.Find("Targets")!, Targets);
    });
}
