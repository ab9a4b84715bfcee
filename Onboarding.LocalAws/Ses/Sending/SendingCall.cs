using System.Net;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Ses.Sending;

/// <summary>The request that sends a message, as its events tell it.</summary>
/// <param name="SourceIp">Null where the connection has none.</param>
/// <param name="CallerIdentity">The name of the role, or <c>root</c>.</param>
internal sealed record SendingCall(string Operation, string? SourceIp, string CallerIdentity)
{
    public static SendingCall Of(string operation, AwsRequest request) => new(
        operation,
        AddressOf(request.Http.Connection.RemoteIpAddress),
        // arn:aws:sts::123456789012:assumed-role/{role}/{session}
        request.Caller.Arn.Split(':')[^1].Split('/') is [_, var name, ..] ? name : "root");

    private static string? AddressOf(IPAddress? address) =>
        (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
}
