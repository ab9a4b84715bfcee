namespace Onboarding.LocalAws.Routes;

/// <summary>
/// A parsed route key: `$default`, or a method (or ANY) and a path whose segments are literal, `{name}` or, as the last
/// one, `{name+}`.
/// </summary>
internal sealed record RouteKey(string Text, string Method, IReadOnlyList<RouteSegment> Segments)
{
    public const string Any = "ANY";
    public const string Default = "$default";

    private static readonly string[] Methods = [Any, "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    public bool IsDefault => Text == Default;

    /// <summary>
    /// The same for two keys that match the same requests: names of variables do not tell routes apart.
    /// </summary>
    public string Identity => IsDefault ? Text : $"{Method} /" + string.Join('/', Segments.Select(s => s.Kind switch
    {
        RouteSegmentKind.Variable => "{}",
        RouteSegmentKind.Greedy => "{+}",
        _ => s.Text,
    }));

    /// <summary>
    /// The key of a SAM event: without path and method it is what no other route takes, and a path alone takes any
    /// method
    /// (SAM developer guide, sam-property-function-httpapi).
    /// </summary>
    public static string OfEvent(string? method, string? path) => path switch
    {
        null or Default => Default,
        _ when method is null || method.Equals("x-amazon-apigateway-any-method", StringComparison.OrdinalIgnoreCase) =>
            $"{Any} {path}",
        _ => $"{method.ToUpperInvariant()} {path}",
    };

    /// <summary>The key, or null and what is wrong with it.</summary>
    public static RouteKey? Parse(string text, out string? fault)
    {
        fault = null;
        if (text == Default)
        {
            return new RouteKey(text, Any, []);
        }

        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var method = space < 0 ? text : text[..space];
        var path = space < 0 ? "" : text[(space + 1)..];
        if (!Methods.Contains(method))
        {
            fault = $"'{method}' is not a method of an HTTP API. Supported: {string.Join(", ", Methods)}.";
        }
        else if (!path.StartsWith('/'))
        {
            fault = $"the path '{path}' must start with '/'.";
        }

        if (fault is not null)
        {
            return null;
        }

        var parts = path[1..].Split('/');
        RouteSegment[] segments = path == "/" ? [] : [.. parts.Select(RouteSegment.Parse)];
        fault = FaultOf(segments, path);
        return fault is null ? new RouteKey(text, method, segments) : null;
    }

    private static string? FaultOf(RouteSegment[] segments, string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            if (segment.Kind == RouteSegmentKind.Literal && segment.Text.AsSpan().ContainsAny('{', '}'))
            {
                return $"in the path '{path}' a variable must be a whole segment, as in /users/{{userId}}.";
            }

            if (segment.Kind == RouteSegmentKind.Greedy && i < segments.Length - 1)
            {
                return $"in the path '{path}' the greedy variable must be the last segment.";
            }

            if (segment.Kind != RouteSegmentKind.Literal && (segment.Text.Length == 0 || !names.Add(segment.Text)))
            {
                return $"in the path '{path}' every variable needs a name of its own.";
            }
        }

        return null;
    }
}
