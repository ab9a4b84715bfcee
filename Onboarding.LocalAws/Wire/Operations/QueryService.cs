using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>
/// The AWS query protocol: a form, or the query of a presigned URL, names the operation in <c>Action</c>; the response
/// is XML.
/// Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html.
/// </summary>
/// <param name="version">The API's date, which a request names in <c>Version</c>.</param>
/// <param name="xmlNamespace">Of responses and errors.</param>
internal abstract class QueryService(string version, string xmlNamespace) : AwsService<QueryCall>
{
    private const string ContentType = "text/xml";

    public override string? TargetPrefix => null;

    public override IErrorProtocol Errors { get; } = new QueryErrorProtocol(xmlNamespace);

    public override async ValueTask HandleAsync(AwsRequest request)
    {
        var input = Read(request.Http.Request, request.Body.Span);
        var action = ActionIn(input);
        var operation = Begin(Operations.Find(action), request, action);
        RefuseMembers(operation, input);
        using var body = new MemoryStream(512);
        using (var xml = XmlWriter.Create(body, XmlWire.WriterSettings))
        {
            xml.WriteStartElement(operation.Name + "Response", xmlNamespace);
            var call = new QueryCall(request, input, xml) { Operation = operation.Name };
            await operation.ExecuteAsync(call, request.Aborted);
            call.End();
            xml.WriteStartElement("ResponseMetadata");
            xml.WriteElementString("RequestId", request.RequestId);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        await request.Response.SendAsync(200, ContentType, body.ToArray());
    }

    private string ActionIn(Dictionary<string, StringValues> input)
    {
        var action = input.GetValueOrDefault("Action").ToString();
        if (action.Length == 0)
        {
            throw new AwsException(new AwsError(
                "MissingAction", 400, "Could not find operation for the request: Action is missing."));
        }

        var given = input.GetValueOrDefault("Version").ToString();
        return given == version
            ? action
            : throw new AwsException(new AwsError(
                "InvalidAction", 400, $"Could not find operation {action} for version {given}"));
    }

    private void RefuseMembers(IAwsOperation<QueryCall> operation, Dictionary<string, StringValues> input)
    {
        foreach (var name in operation.Members.Refused)
        {
            if (input.ContainsKey(name) || input.Keys.Any(k => k.StartsWith(name + ".", StringComparison.Ordinal)))
            {
                throw new AwsException(Unsupported.Feature(Name, operation.Name, name));
            }
        }
    }

    private static Dictionary<string, StringValues> Read(HttpRequest request, ReadOnlySpan<byte> body) =>
        body.IsEmpty
            ? request.Query.ToDictionary(StringComparer.Ordinal)
            : QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body)).ToDictionary(StringComparer.Ordinal);
}
