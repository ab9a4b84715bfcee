using System.Text;
using System.Text.Json;
using System.Xml;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Query;

/// <summary>
/// SQS as SDKs and the AWS CLI spoke to it until the end of 2023: the same operations behind forms and XML. A form
/// becomes the JSON request, the JSON response becomes XML.
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html.
/// </summary>
internal sealed class SqsQueryService(OperationTable<JsonCall> operations) : AwsService<JsonCall>
{
    private const string Version = "2012-11-05";
    private const string XmlNamespace = "http://queue.amazonaws.com/doc/2012-11-05/";

    public override string Name => "SQS";

    public override string SigningName => "sqs";

    public override string? TargetPrefix => null;

    public override IErrorProtocol Errors { get; } = new SqsQueryErrorProtocol(XmlNamespace);

    /// <summary>As of the JSON protocol; a form writes a byte in three.</summary>
    public override int BodySizeBytesMax => 8 * 1024 * 1024;

    protected override OperationTable<JsonCall> Operations => operations;

    public override async ValueTask HandleAsync(AwsRequest request)
    {
        var form = QueryWire.Read(request);
        var action = QueryWire.ActionIn(form, Version);
        var operation = Begin(operations.Find(action), request, action);
        var members = SqsForm.ToJson(form);
        // A client that sends to the queue's own URL need not name it again.
        if (request.Http.Request.Path.Value is { Length: > 1 } path && !members.ContainsKey("QueueUrl"))
        {
            members["QueueUrl"] = path.TrimEnd('/');
        }

        var body = Encoding.UTF8.GetBytes(members.ToJsonString());
        var response = ResponseBuffer.Rent();
        try
        {
            response.Json.WriteStartObject();
            var call = new JsonCall(request, response.Json)
            {
                Input = RequestMembers.Read(body, operation, SqsErrors.OfMembers),
            };
            await operation.ExecuteAsync(call, request.Aborted);
            response.Json.WriteEndObject();
            await request.Response.SendAsync(
                200, QueryWire.ContentType, ToXml(operation.Name, call, response.Written, request.RequestId));
        }
        finally
        {
            response.Return();
        }
    }

    private static byte[] ToXml(string operation, JsonCall call, ReadOnlyMemory<byte> json, string requestId)
    {
        using var written = JsonDocument.Parse(json);
        using var body = new MemoryStream(512);
        using (var xml = XmlWriter.Create(body, XmlWire.WriterSettings))
        {
            xml.WriteStartElement(operation + "Response", XmlNamespace);
            if (!call.HasNoOutput)
            {
                xml.WriteStartElement(operation + "Result");
                SqsXml.Write(xml, written.RootElement, operation);
                xml.WriteEndElement();
            }

            QueryWire.EndResponse(xml, requestId);
        }

        return body.ToArray();
    }
}
