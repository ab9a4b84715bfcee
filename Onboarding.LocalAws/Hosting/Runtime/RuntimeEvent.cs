namespace Onboarding.LocalAws.Hosting.Runtime;

/// <summary>One event, with the headers that came around it.</summary>
/// <param name="TraceId">X-Ray's header; null where there is none.</param>
internal sealed record RuntimeEvent(
    string RequestId, string FunctionArn, DateTimeOffset Deadline, string? TraceId, byte[] Payload);
