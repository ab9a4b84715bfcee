namespace Onboarding.LocalAws.StepFunctions.Language.Paths;

/// <summary>
/// Text → segments. <c>.name</c>, <c>.*</c>, <c>..name</c>, <c>['a','b']</c>, <c>[0,-1]</c>, <c>[1:3]</c>, <c>[*]</c>,
/// <c>[?(@.a == 1 &amp;&amp; !@.b)]</c>, <c>.length()</c>.
/// </summary>
internal static class PathParser
{
    /// <param name="reader">Behind the root; it is left behind the path.</param>
    /// <exception cref="JsonPathException">It is no path.</exception>
    public static JsonPath Parse(PathReader reader)
    {
        List<PathSegment> segments = [];
        var function = PathFunction.None;
        while (function == PathFunction.None && reader.Current is '.' or '[')
        {
            if (reader.TryTake(".."))
            {
                segments.Add(new DescentSegment(reader.Current == '[' ? Bracket(reader) : Name(reader)));
            }
            else if (reader.Current == '[')
            {
                segments.Add(Bracket(reader));
            }
            else
            {
                reader.Take('.');
                var name = Name(reader);
                if (!reader.TryTake("()"))
                {
                    segments.Add(name);
                }
                else if (name is not NameSegment { Name: var called } || !PathFunctions.TryParse(called, out function))
                {
                    throw reader.Fault("Unknown function");
                }
            }
        }

        return new JsonPath(segments, function);
    }

    private static PathSegment Name(PathReader reader)
    {
        if (reader.TryTake('*'))
        {
            return new WildcardSegment();
        }

        var name = reader.TakeWhile(IsOfName);
        return name.Length > 0 ? new NameSegment(name) : throw reader.Fault("Path must not end with a '.' or '..'");
    }

    private static bool IsOfName(char c) => !char.IsWhiteSpace(c) && !".[]()'\"*,:?@&|!=<>".Contains(c);

    private static PathSegment Bracket(PathReader reader)
    {
        reader.Take('[');
        reader.SkipSpaces();
        var segment = reader.Current switch
        {
            '*' => Wildcard(reader),
            '?' => Filter(reader),
            '\'' or '"' => Names(reader),
            _ => Indexes(reader),
        };
        reader.SkipSpaces();
        reader.Take(']');
        return segment;
    }

    private static WildcardSegment Wildcard(PathReader reader)
    {
        reader.Take('*');
        return new WildcardSegment();
    }

    private static FilterSegment Filter(PathReader reader)
    {
        reader.Take('?');
        reader.SkipSpaces();
        reader.Take('(');
        var expression = FilterParser.Parse(reader);
        reader.Take(')');
        return new FilterSegment(expression);
    }

    private static PathSegment Names(PathReader reader) =>
        Several(reader, static r => r.Current is '\'' or '"'
            ? new NameSegment(r.TakeQuoted())
            : throw r.Fault("A name in quotes expected"));

    private static PathSegment Several(PathReader reader, Func<PathReader, PathSegment> one)
    {
        List<PathSegment> each = [];
        do
        {
            reader.SkipSpaces();
            each.Add(one(reader));
            reader.SkipSpaces();
        }
        while (reader.TryTake(','));

        return each.Count == 1 ? each[0] : new UnionSegment(each);
    }

    private static PathSegment Indexes(PathReader reader)
    {
        var start = reader.Current == ':' ? (int?)null : Index(reader);
        if (reader.TryTake(':'))
        {
            return new SliceSegment(start, reader.Current == ']' ? null : Index(reader));
        }

        if (!reader.TryTake(','))
        {
            return new IndexSegment(start!.Value);
        }

        var others = Several(reader, static r => new IndexSegment(Index(r)));
        return new UnionSegment([new IndexSegment(start!.Value), .. Each(others)]);
    }

    private static IReadOnlyList<PathSegment> Each(PathSegment segment) =>
        segment is UnionSegment union ? union.Each : [segment];

    private static int Index(PathReader reader) =>
        int.TryParse(reader.TakeWhile(c => c == '-' || char.IsAsciiDigit(c)), out var index)
            ? index
            : throw reader.Fault("An index expected");
}
