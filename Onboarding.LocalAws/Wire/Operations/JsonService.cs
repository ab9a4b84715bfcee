using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>
/// The AWS JSON protocols: the operation is named by <c>X-Amz-Target: {prefix}.{Operation}</c>, request and response
/// are one object each.
/// Source: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html.
/// </summary>
/// <param name="version"><c>1.0</c> or <c>1.1</c>.</param>
internal abstract class JsonService(string version) : AwsService<JsonCall>
{
    private const string Target = "X-Amz-Target";

    private readonly string _contentType = "application/x-amz-json-" + version;

    public abstract override string TargetPrefix { get; }

    /// <summary>
    /// How the service words what is wrong with a request's members; null where its operations read the body
    /// themselves.
    /// </summary>
    protected virtual MemberErrors? MemberErrors => null;

    /// <summary>Whether bodies carry their checksum in a header, as DynamoDB's do.</summary>
    protected virtual bool WritesCrc32 => false;

    /// <summary>The answer to a body that is not JSON, found while an operation reads it.</summary>
    protected virtual AwsError MalformedBody { get; } =
        new("SerializationException", 400, "The request body is not valid JSON.");

    /// <summary>Where some operations need no signature, one that is not done is refused by name without it.</summary>
    public override bool NeedsSignature(HttpRequest request) =>
        !Operations.HasUnsigned || Operations.Find(NameIn(request)) is { NeedsSignature: true };

    public override ValueTask HandleAsync(AwsRequest request)
    {
        var name = NameIn(request.Http.Request);
        return ExecuteAsync(Begin(Operations.Find(name), request, name), request);
    }

    private async ValueTask ExecuteAsync(IAwsOperation<JsonCall> operation, AwsRequest request)
    {
        var response = ResponseBuffer.Rent();
        try
        {
            response.Json.WriteStartObject();
            var call = new JsonCall(request, response.Json)
            {
                Input = MemberErrors is { } errors
                    ? RequestMembers.Read(request.Body, operation, errors)
                    : default,
            };
            await RunAsync(operation, call);
            response.Json.WriteEndObject();
            var body = call.HasNoOutput ? default : response.Written;
            if (WritesCrc32)
            {
                Crc32.SetHeader(request.Http.Response, body.Span);
            }

            await request.Response.SendAsync(200, _contentType, body);
        }
        finally
        {
            response.Return();
        }
    }

    private ValueTask RunAsync(IAwsOperation<JsonCall> operation, JsonCall call)
    {
        try
        {
            return operation.ExecuteAsync(call, call.Request.Aborted);
        }
        catch (JsonException)
        {
            throw new AwsException(MalformedBody);
        }
    }

    /// <summary>What <c>X-Amz-Target</c> names after the dot; empty where that is nothing.</summary>
    private ReadOnlySpan<char> NameIn(HttpRequest request)
    {
        var target = request.Headers[Target].ToString();
        return target.AsSpan(Math.Min(TargetPrefix.Length + 1, target.Length));
    }
}
