namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>
/// The enabled rules of a bus by what nearly every pattern asks first: exact sources and detail types. An event is
/// compared with the rules that ask for its own two, or leave one open or ask for it otherwise. Immutable.
/// </summary>
internal sealed class RuleIndex
{
    /// <summary>A rule of more pairs is found by its sources alone.</summary>
    private const int PairsMax = 64;

    private static readonly List<EventRule> None = [];

    private readonly Dictionary<(string? Source, string? DetailType), List<EventRule>> _rules = [];

    /// <param name="rules">All of a bus, in order of name.</param>
    public RuleIndex(IEnumerable<EventRule> rules)
    {
        foreach (var rule in rules)
        {
            if (rule is not { IsEnabled: true, Pattern.Compiled: var pattern })
            {
                continue;
            }

            string?[] sources = [.. pattern.ExactTexts("source")?.Distinct() ?? [null]];
            string?[] types = [.. pattern.ExactTexts("detail-type")?.Distinct() ?? [null]];
            foreach (var source in sources)
            {
                foreach (var type in sources.Length * types.Length <= PairsMax ? types : [null])
                {
                    Add((source, type), rule);
                }
            }
        }
    }

    /// <summary>Each rule that the event may match, once.</summary>
    public IEnumerable<EventRule> Candidates(string source, string detailType) =>
        Of(source, detailType).Concat(Of(source, null)).Concat(Of(null, detailType)).Concat(Of(null, null));

    private List<EventRule> Of(string? source, string? detailType) =>
        _rules.GetValueOrDefault((source, detailType)) ?? None;

    private void Add((string? Source, string? DetailType) key, EventRule rule)
    {
        if (!_rules.TryGetValue(key, out var rules))
        {
            _rules.Add(key, rules = []);
        }

        rules.Add(rule);
    }
}
