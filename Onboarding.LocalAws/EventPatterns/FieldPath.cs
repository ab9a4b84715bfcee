namespace Onboarding.LocalAws.EventPatterns;

/// <summary>
/// Where a field stands, its names joined by dots. A dot in a name is no different from one between two names: "it will
/// compile the following two rules to the same internal representation", says event-ruler's README of
/// <c>{"state":{"status":…}}</c> and <c>{"state.status":…}</c>, and the same holds for events.
/// </summary>
internal sealed class FieldPath
{
    /// <summary>Of each segment, and one behind the last.</summary>
    private readonly int[] _starts;

    public FieldPath(string text)
    {
        Text = text;
        var dots = Enumerable.Range(0, text.Length).Where(i => text[i] == '.');
        _starts = [0, .. dots.Select(dot => dot + 1), text.Length + 1];
    }

    public string Text { get; }

    /// <summary>How many segments it has.</summary>
    public int Length => _starts.Length - 1;

    /// <summary>What one member is called that stands for these segments.</summary>
    public ReadOnlySpan<char> Name(int from, int to) => Text.AsSpan(_starts[from]..(_starts[to] - 1));

    /// <param name="container">The path of an array.</param>
    public bool IsIn(string container) =>
        Text.StartsWith(container, StringComparison.Ordinal)
        && (Text.Length == container.Length || Text[container.Length] == '.');
}
