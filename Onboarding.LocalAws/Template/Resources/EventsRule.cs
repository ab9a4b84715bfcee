using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Resources;

/// <summary>AWS::Events::Rule with an event pattern. SAM's EventBridgeRule events become one each.</summary>
internal static class EventsRule
{
    public const string Name = "AWS::Events::Rule";

    private const int TargetsMax = 5;

    /// <summary>The part that is sent to PutRule as it stands.</summary>
    public static readonly ObjectShape PutRule = Shape.Object(
        Property.Optional("Description", Shape.Text),
        Property.Optional("EventBusName", Shape.Text),
        Property.Optional("State", Shape.OneOf("ENABLED", "DISABLED")));

    /// <summary>What PutTargets gets.</summary>
    public static readonly Shape Targets = Shape.List(Shape.Object(
        Property.Required("Id", Shape.Text),
        Property.Required("Arn", Shape.Text),
        Property.Optional("Input", Shape.Text),
        Property.Optional("InputPath", Shape.Text),
        Property.Optional("RetryPolicy", Shape.Object(
            Property.Optional("MaximumRetryAttempts", Shape.Integer(0, 185)),
            Property.Optional("MaximumEventAgeInSeconds", Shape.Integer(60, 86_400)))),
        Property.Optional("DeadLetterConfig", Shape.Object(Property.Required("Arn", Shape.Text))),
        Property.CloudOnly("RoleArn")));

    public static readonly ResourceType Type = new(Name, Shape.Object(
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

    /// <summary>The pattern as the text that PutRule takes.</summary>
    public static string PatternText(TemplateNode pattern)
    {
        var buffer = new ArrayBufferWriter<byte>();
        // People read it in DescribeRule: without the escapes that a page would need.
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            ShapeJson.Write(writer, pattern, Shape.Json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void CheckPatternAndTargets(TemplateMapping properties, TemplateFaults faults)
    {
        if (properties.Find("Targets") is TemplateSequence { Items.Count: > TargetsMax } targets)
        {
            faults.Add(targets.Position, $"A rule has at most {TargetsMax} targets.");
        }

        if (properties.Find("EventPattern") is not { } pattern || pattern is TemplateFaulted)
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
            EventPattern.Parse(PatternText(pattern));
        }
        catch (EventPatternException e)
        {
            faults.Add(pattern.Position, $"EventPattern: {e.Message}");
        }
    }
}
