using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>
/// The AWS REST-JSON protocol: method and path name the operation; members of the request are in path, query, headers
/// and body, those of the response in one object.
/// Source: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html.
/// </summary>
internal abstract class RestJsonService(params IRestJsonOperation[] operations) : AwsService<RestJsonCall>
{
    public override string? TargetPrefix => null;

    /// <summary>How the service words what is wrong with a request's members.</summary>
    protected abstract MemberErrors MemberErrors { get; }

    protected sealed override OperationTable<RestJsonCall> Operations { get; } = new(operations);

    protected override IAwsOperation<RestJsonCall>? Find(HttpRequest request, ReadOnlySpan<byte> body)
    {
        foreach (var operation in operations)
        {
            if (operation.Route.Matches(request))
            {
                return operation;
            }
        }

        return null;
    }

    protected override string Describe(HttpRequest request, ReadOnlySpan<byte> body) =>
        $"{request.Method} {request.Path}";

    protected override ValueTask ExecuteAsync(IAwsOperation<RestJsonCall> operation, AwsRequest request)
    {
        var found = (IRestJsonOperation)operation;
        RefuseInQuery(found, request.Http.Request);
        return found.HasPayload
            ? found.ExecuteAsync(new RestJsonCall(request, found.Route, response: null), request.Aborted)
            : WriteAsync(found, request);
    }

    private async ValueTask WriteAsync(IRestJsonOperation operation, AwsRequest request)
    {
        var response = ResponseBuffer.Rent();
        try
        {
            response.Json.WriteStartObject();
            var call = new RestJsonCall(request, operation.Route, response.Json)
            {
                Input = RequestMembers.Read(request.Body, operation, MemberErrors),
            };
            await operation.ExecuteAsync(call, request.Aborted);
            response.Json.WriteEndObject();
            await request.Response.SendAsync(call.Status, RestJsonCall.ContentType, response.Written);
        }
        finally
        {
            response.Return();
        }
    }

    /// <summary>Members keep their names in the query. Those in headers do not: their operation refuses them.</summary>
    private void RefuseInQuery(IRestJsonOperation operation, HttpRequest request)
    {
        if (!request.QueryString.HasValue)
        {
            return;
        }

        foreach (var name in operation.Members.Refused)
        {
            if (request.Query.ContainsKey(name))
            {
                throw MemberErrors.Unsupported(operation.Name, name);
            }
        }
    }
}
