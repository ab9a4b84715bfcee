using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.EventBridge.Store;

namespace Onboarding.LocalAws.EventBridge.Publishing;

/// <summary>What a target of a rule gets of an event.</summary>
internal static class TargetPayload
{
    public const string EventJson = "aws.events.event.json";

    /// <summary>
    /// Names that an input template has without a path
    /// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html).
    /// </summary>
    public static readonly string[] Reserved =
    [
        "aws.events.rule-arn", "aws.events.rule-name", "aws.events.event.ingestion-time", "aws.events.event",
        EventJson,
    ];

    /// <returns>Null where an input template becomes no JSON with the event's values.</returns>
    public static ReadOnlyMemory<byte>? Of(EventTarget target, EventRule rule, EventArrival arrival, JsonElement @event)
    {
        switch (target)
        {
            case { Input: { } input }:
                return Encoding.UTF8.GetBytes(input);
            case { InputPath: { } path }:
                return InputPath.Apply(path, @event);
            case { Transformer: { } transformer }:
                var text = InputTemplate.Parse(transformer.Template)
                    .Apply(name => ValueOf(name, transformer, rule, arrival, @event));
                return text is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(text);
            default:
                return arrival.Event;
        }
    }

    private static string? ValueOf(
        string name, InputTransformer transformer, EventRule rule, EventArrival arrival, JsonElement @event) =>
        Array.IndexOf(Reserved, name) switch
        {
            0 => Quoted(rule.Arn),
            1 => Quoted(rule.Name),
            2 => Quoted(EventEnvelope.TimeOf(arrival.At)),
            3 => EventEnvelope.Head(@event),
            4 => EventEnvelope.Text(@event),
            _ => InputPath.Find(transformer.Paths.First(path => path.Key == name).Value, @event),
        };

    /// <summary>No character of these texts needs an escape.</summary>
    private static string Quoted(string text) => $"\"{text}\"";
}
