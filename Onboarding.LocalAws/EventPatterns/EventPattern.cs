using System.Text.Json;

namespace Onboarding.LocalAws.EventPatterns;

/// <summary>
/// A compiled event pattern, the language that EventBridge rules and Lambda's event filters share
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html). Fields are joined by
/// and, the values of one field by or; each <c>$or</c> makes alternatives of the whole. Where the page says nothing, it
/// does what AWS's library event-ruler does (https://github.com/aws/event-ruler). Immutable and safe for concurrent
/// use.
/// <code>{"eventName": ["INSERT"], "detail": {"price": [{"numeric": [">", 10]}], "$or": [{…}, {…}]}}</code>
/// </summary>
internal sealed class EventPattern
{
    /// <summary>Matches no event.</summary>
    public static readonly EventPattern Nothing = new([]);

    private readonly IReadOnlyList<FieldConjunction> _alternatives;

    private EventPattern(IReadOnlyList<FieldConjunction> alternatives) => _alternatives = alternatives;

    /// <exception cref="EventPatternException">The pattern is not valid; the message says why.</exception>
    public static EventPattern Parse(string pattern)
    {
        try
        {
            using var document = JsonDocument.Parse(pattern);
            return new EventPattern(PatternCompiler.Compile(document.RootElement));
        }
        catch (JsonException e)
        {
            throw new EventPatternException("Filter is not valid JSON: " + e.Message);
        }
    }

    /// <summary>
    /// The texts of which an event's top-level field must be one; null where the pattern leaves the field open or asks
    /// for it by an operator.
    /// </summary>
    public IReadOnlyList<string>? ExactTexts(string field)
    {
        var texts = _alternatives.Select(a => a.ExactTexts(field)).ToList();
        return texts.Contains(null) ? null : [.. texts.SelectMany(t => t!).Distinct()];
    }

    public bool Matches(EventFields @event)
    {
        foreach (var alternative in _alternatives)
        {
            if (alternative.Matches(@event))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A pattern that is not valid. AWS's answer carries the message as its reason.</summary>
internal sealed class EventPatternException(string message) : Exception(message);
