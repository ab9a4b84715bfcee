namespace Onboarding.LocalAws.EventPatterns;

/// <summary>
/// Fields of which all must match, by leaves that do not stand in different elements of one array ("any two fields …
/// within JSON objects that are in different elements of the same array", event-ruler's README).
///
/// <para>The fields are asked in the order of their paths, as event-ruler does. It shows where one may be missing: it
/// is missing if no leaf goes with those that the fields before it took.</para>
/// </summary>
internal sealed class FieldConjunction
{
    private readonly FieldPattern[] _fields;

    public FieldConjunction(IEnumerable<FieldPattern> fields) =>
        _fields = [.. fields.OrderBy(f => f.Path.Text, StringComparer.Ordinal)];

    /// <inheritdoc cref="EventPattern.ExactTexts"/>
    public IReadOnlyList<string>? ExactTexts(string field) =>
        Array.Find(_fields, f => f.Path.Text == field)?.ExactTexts;

    public bool Matches(EventFields @event) => new Search(_fields, @event).Matches(at: 0, chosen: null);

    /// <summary>A leaf in an array, which later fields must go with.</summary>
    /// <param name="Until">The last field that may stand in the same array.</param>
    private sealed record Choice(EventLeaf Leaf, int Until, Choice? Before);

    private struct Search(FieldPattern[] fields, EventFields @event)
    {
        /// <summary>
        /// From here on no choice of the fields before makes a match: without it two long arrays that have nothing to
        /// do with each other would be tried in every combination.
        /// </summary>
        private int _hopelessFrom = int.MaxValue;

        public bool Matches(int at, Choice? chosen)
        {
            if (at == fields.Length)
            {
                return true;
            }

            if (at >= _hopelessFrom)
            {
                return false;
            }

            chosen = Relevant(chosen, at);
            if (MatchesOne(at, chosen))
            {
                return true;
            }

            if (chosen is null)
            {
                _hopelessFrom = at;
            }

            return false;
        }

        private bool MatchesOne(int at, Choice? chosen)
        {
            var field = fields[at];
            var isAbsent = true;
            foreach (var leaf in @event.Find(field.Path))
            {
                if (!IsConsistent(leaf, chosen))
                {
                    continue;
                }

                isAbsent = false;
                if (field.Matches(leaf) && Matches(at + 1, Choose(leaf, at, chosen)))
                {
                    return true;
                }
            }

            return isAbsent && field.TakesAbsence && Matches(at + 1, chosen);
        }

        private readonly Choice? Choose(EventLeaf leaf, int at, Choice? chosen)
        {
            if (leaf.Elements.IsEmpty)
            {
                return chosen;
            }

            var until = fields.Length - 1;
            while (until > at && !fields[until].Path.IsIn(leaf.Elements[0].Array))
            {
                until--;
            }

            return until > at ? new Choice(leaf, until, chosen) : chosen;
        }

        private static Choice? Relevant(Choice? chosen, int at)
        {
            if (chosen is null)
            {
                return null;
            }

            var before = Relevant(chosen.Before, at);
            return chosen.Until < at ? before : before == chosen.Before ? chosen : chosen with { Before = before };
        }

        private static bool IsConsistent(EventLeaf leaf, Choice? chosen)
        {
            for (; chosen is not null; chosen = chosen.Before)
            {
                if (!leaf.IsConsistentWith(chosen.Leaf))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
