using System.Xml;
using Microsoft.Extensions.Primitives;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>A request of a query service.</summary>
/// <param name="request">The request as it came.</param>
/// <param name="input">The parameters: lists and maps are flattened into names like <c>Tags.member.1.Key</c>.</param>
/// <param name="response">In the element <c>{Operation}Result</c>.</param>
internal sealed class QueryCall(
    AwsRequest request, IReadOnlyDictionary<string, StringValues> input, XmlWriter response)
{
    public AwsRequest Request => request;

    public IReadOnlyDictionary<string, StringValues> Input => input;

    public XmlWriter Response => response;

    public Principal Caller => request.Caller;

    /// <summary>The parameter's value; null where it is absent.</summary>
    public string? Text(string name) => input.TryGetValue(name, out var values) ? values.ToString() : null;
}
