using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>
/// The method and path of a REST operation. Labels stand for one segment each, which must not be empty. A slash at the
/// path's end is ignored: older SDKs write <c>/2015-03-31/functions/</c>.
/// Source: https://smithy.io/2.0/spec/http-bindings.html#http-trait.
/// </summary>
internal sealed class RestJsonRoute
{
    private readonly string _text;
    private readonly string _method;
    private readonly Segment[] _segments;

    /// <param name="text">
    /// As AWS's model has it, for example <c>GET /2015-03-31/functions/{FunctionName}/configuration</c>.
    /// </param>
    public RestJsonRoute(string text)
    {
        _text = text;
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        _method = text[..space];
        _segments = [.. text[(space + 1)..].Split('/').Select(Segment.Parse)];
    }

    public override string ToString() => _text;

    public bool Matches(HttpRequest request)
    {
        if (request.Method != _method)
        {
            return false;
        }

        var path = PathOf(request);
        var count = 0;
        foreach (var range in path.Split('/'))
        {
            if (count == _segments.Length || !_segments[count].Matches(path[range]))
            {
                return false;
            }

            count++;
        }

        return count == _segments.Length;
    }

    /// <summary>What the path of a request that matches has for a label.</summary>
    public string Label(HttpRequest request, string name)
    {
        var path = PathOf(request);
        var index = 0;
        foreach (var range in path.Split('/'))
        {
            if (_segments[index].IsLabel && _segments[index].Text == name)
            {
                // The server decodes a path but for its slashes, which would end a segment.
                return path[range].ToString().Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            }

            index++;
        }

        throw new UnreachableException($"The route has no label {name}.");
    }

    private static ReadOnlySpan<char> PathOf(HttpRequest request)
    {
        var path = request.Path.Value.AsSpan();
        return path is [.., '/'] ? path[..^1] : path;
    }

    /// <param name="Text">The segment as it must be, or the label's name.</param>
    private readonly record struct Segment(string Text, bool IsLabel)
    {
        public static Segment Parse(string text) =>
            text is ['{', .. var name, '}'] ? new Segment(name, IsLabel: true) : new Segment(text, IsLabel: false);

        public bool Matches(ReadOnlySpan<char> given) => IsLabel ? !given.IsEmpty : given.SequenceEqual(Text);
    }
}
