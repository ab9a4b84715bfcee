using System.Xml;
using Microsoft.Extensions.Primitives;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>A request of a query service.</summary>
/// <param name="request">The request as it came.</param>
/// <param name="input">The parameters: lists and maps are flattened into names like <c>Tags.member.1.Key</c>.</param>
internal sealed class QueryCall(
    AwsRequest request, IReadOnlyDictionary<string, StringValues> input, XmlWriter response)
{
    private bool _hasOutput;

    public AwsRequest Request => request;

    public IReadOnlyDictionary<string, StringValues> Input => input;

    /// <summary>In the element <c>{Operation}Result</c>, which an operation without output does not have.</summary>
    public XmlWriter Response
    {
        get
        {
            if (!_hasOutput)
            {
                _hasOutput = true;
                response.WriteStartElement(Operation + "Result");
            }

            return response;
        }
    }

    /// <summary>The operation's name.</summary>
    public required string Operation { get; init; }

    public Principal Caller => request.Caller;

    /// <summary>For an operation whose output may be empty: its element is there all the same.</summary>
    public void BeginResponse() => _ = Response;

    /// <summary>Ends what the operation has written, if anything.</summary>
    public void End()
    {
        if (_hasOutput)
        {
            response.WriteEndElement();
        }
    }

    /// <summary>The parameter's value; null where it is absent.</summary>
    public string? Text(string name) => input.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>Whether the parameter is there, or a part of it: of Message, <c>Message.Body.Text.Data</c>.</summary>
    public bool Has(string name) =>
        input.ContainsKey(name) || input.Keys.Any(k => k.StartsWith(name + ".", StringComparison.Ordinal));

    /// <summary>The list's items: <c>{name}.member.1</c> and so on.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        List<string> items = [];
        while (Text($"{name}.member.{items.Count + 1}") is { } item)
        {
            items.Add(item);
        }

        return items;
    }
}
