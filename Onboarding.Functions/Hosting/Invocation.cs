namespace Onboarding.Functions.Hosting;

/// <summary>
/// One answer of the Runtime API's <c>next</c>: the event and the headers around it
/// (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-next).
/// </summary>
internal sealed record Invocation(
    string RequestId, string FunctionArn, DateTimeOffset Deadline, string? TraceHeader, ReadOnlyMemory<byte> Payload);
