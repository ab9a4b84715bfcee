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
}
