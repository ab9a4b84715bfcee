using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>A request of a JSON service.</summary>
/// <param name="request">The request as it came.</param>
/// <param name="response">In the object of the response: an operation writes its members only.</param>
internal sealed class JsonCall(AwsRequest request, Utf8JsonWriter response)
{
    public AwsRequest Request => request;

    public ReadOnlySpan<byte> Body => request.Body.Span;

    /// <summary>The body's members, where the service has <see cref="JsonService.MemberErrors"/>.</summary>
    public RequestMembers Input { get; init; }

    public Utf8JsonWriter Response => response;

    /// <summary>Set where AWS answers the operation with an empty body, not with <c>{}</c>.</summary>
    public bool HasNoOutput { get; set; }

    public Principal Caller => request.Caller;
}
