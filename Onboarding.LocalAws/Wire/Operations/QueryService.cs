using System.Xml;
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
    public override string? TargetPrefix => null;

    public override IErrorProtocol Errors { get; } = new QueryErrorProtocol(xmlNamespace);

    public override async ValueTask HandleAsync(AwsRequest request)
    {
        var input = QueryWire.Read(request);
        var action = QueryWire.ActionIn(input, version);
        var operation = Begin(Operations.Find(action), request, action);
        using var body = new MemoryStream(512);
        using (var xml = XmlWriter.Create(body, XmlWire.WriterSettings))
        {
            xml.WriteStartElement(operation.Name + "Response", xmlNamespace);
            var call = new QueryCall(request, input, xml) { Operation = operation.Name };
            RefuseMembers(operation, call);
            await operation.ExecuteAsync(call, request.Aborted);
            call.End();
            QueryWire.EndResponse(xml, request.RequestId);
        }

        await request.Response.SendAsync(200, QueryWire.ContentType, body.ToArray());
    }

    private void RefuseMembers(IAwsOperation<QueryCall> operation, QueryCall call)
    {
        foreach (var name in operation.Members.Refused.Where(call.Has))
        {
            throw new AwsException(Unsupported.Feature(Name, operation.Name, name));
        }
    }
}
