namespace Onboarding.LocalAws.Routes;

internal enum RouteSegmentKind
{
    Literal,
    Variable,
    Greedy,
}

/// <summary>One segment between slashes; for a variable the text is its name.</summary>
internal readonly record struct RouteSegment(RouteSegmentKind Kind, string Text)
{
    public static RouteSegment Parse(string text) => text switch
    {
        ['{', .. var name, '+', '}'] => new(RouteSegmentKind.Greedy, name),
        ['{', .. var name, '}'] when !name.AsSpan().ContainsAny('{', '}') => new(RouteSegmentKind.Variable, name),
        _ => new(RouteSegmentKind.Literal, text),
    };
}
