using Onboarding.LocalAws.Routes;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>
/// Finds the route of a request. API Gateway takes the most specific one
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html): a full match before a
/// greedy variable before `$default`, a literal segment before a variable, the method before ANY. A path whose methods
/// do not fit falls through to the next best route. The tree is immutable, so requests need no lock.
/// </summary>
internal sealed class RouteTable
{
    private readonly Node _root = new();
    private RouteDefinition? _default;

    /// <exception cref="ArgumentException">A route key is malformed or given twice.</exception>
    public RouteTable(IEnumerable<RouteDefinition> routes)
    {
        foreach (var route in routes)
        {
            Add(route);
        }
    }

    /// <summary>The route and its path variables, or null when nothing matches.</summary>
    public RouteMatch? Find(string method, RequestPath path)
    {
        if (Find(_root, method, path.Segments, 0, []) is { } found)
        {
            return found;
        }

        return _default is null ? null : new RouteMatch(_default, [], []);
    }

    private void Add(RouteDefinition route)
    {
        var key = RouteKey.Parse(route.RouteKey, out var fault) ?? throw new ArgumentException(fault);
        if (key.IsDefault)
        {
            if (_default is not null)
            {
                throw new ArgumentException("the route $default is given twice.");
            }

            _default = route;
            return;
        }

        var node = _root;
        foreach (var segment in key.Segments)
        {
            node = node.Child(segment);
        }

        string[] names = [.. key.Segments.Where(s => s.Kind != RouteSegmentKind.Literal).Select(s => s.Text)];
        if (!node.Methods.TryAdd(key.Method, (route, names)))
        {
            throw new ArgumentException($"the route {key.Text} is given twice.");
        }
    }

    // Backtracks at most once per level of the tree, whose depth the template fixes.
    private static RouteMatch? Find(Node node, string method, string[] segments, int at, List<string> values)
    {
        if (at == segments.Length)
        {
            return node.Match(method, values);
        }

        var segment = segments[at];
        if (node.Literals.TryGetValue(segment, out var literal)
            && Find(literal, method, segments, at + 1, values) is { } exact)
        {
            return exact;
        }

        if (segment.Length == 0)
        {
            return null;
        }

        values.Add(segment);
        if (node.Variable is not null && Find(node.Variable, method, segments, at + 1, values) is { } variable)
        {
            return variable;
        }

        values[^1] = string.Join('/', segments.AsSpan(at)!);
        var greedy = node.Greedy?.Match(method, values);
        values.RemoveAt(values.Count - 1);
        return greedy;
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.Ordinal);

        public Node? Variable { get; private set; }

        public Node? Greedy { get; private set; }

        public Dictionary<string, (RouteDefinition Route, string[] Names)> Methods { get; } =
            new(StringComparer.Ordinal);

        public Node Child(RouteSegment segment)
        {
            if (segment.Kind == RouteSegmentKind.Variable)
            {
                return Variable ??= new Node();
            }

            if (segment.Kind == RouteSegmentKind.Greedy)
            {
                return Greedy ??= new Node();
            }

            if (!Literals.TryGetValue(segment.Text, out var child))
            {
                Literals[segment.Text] = child = new Node();
            }

            return child;
        }

        public RouteMatch? Match(string method, List<string> values) =>
            Methods.TryGetValue(method, out var found) || Methods.TryGetValue(RouteKey.Any, out found)
                ? new RouteMatch(found.Route, found.Names, [.. values])
                : null;
    }
}
