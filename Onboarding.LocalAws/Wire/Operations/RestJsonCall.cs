using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>A request of a REST-JSON service.</summary>
/// <param name="request">The request as it came.</param>
/// <param name="route">The operation's, which knows the labels.</param>
/// <param name="response">Null where the operation has a payload.</param>
internal sealed class RestJsonCall(AwsRequest request, RestJsonRoute route, Utf8JsonWriter? response)
{
    public const string ContentType = "application/json";

    public AwsRequest Request => request;

    /// <summary>The body's members; not set where the operation has a payload.</summary>
    public RequestMembers Input { get; init; }

    public IQueryCollection Query => request.Http.Request.Query;

    /// <summary>In the object of the response: an operation writes its members only.</summary>
    public Utf8JsonWriter Response =>
        response ?? throw new UnreachableException("An operation with a payload sends its response itself.");

    /// <summary>The status of that response.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    public Principal Caller => request.Caller;

    /// <summary>The member that is in the path, decoded.</summary>
    public string Label(string name) => route.Label(request.Http.Request, name);

    /// <summary>The response of an operation with a payload.</summary>
    /// <param name="payload">JSON; empty for a response without body.</param>
    public ValueTask SendAsync(int status, ReadOnlyMemory<byte> payload) =>
        request.Response.SendAsync(status, ContentType, payload);
}
