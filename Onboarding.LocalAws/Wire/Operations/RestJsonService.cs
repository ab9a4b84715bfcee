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

    public override ValueTask HandleAsync(AwsRequest request)
    {
        var http = request.Http.Request;
        var found = Find(http);
        var operation = Begin(found, request, found is null ? $"{http.Method} {http.Path}" : "");
        RefuseInQuery(operation, http);
        return operation.HasPayload
            ? operation.ExecuteAsync(new RestJsonCall(request, operation.Route, response: null), request.Aborted)
            : WriteAsync(operation, request);
    }

    private IRestJsonOperation? Find(HttpRequest request)
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
