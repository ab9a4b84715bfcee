namespace Onboarding.LocalAws.Hosting;

/// <summary>
/// Handles one event: the base form of every handler. <see cref="LambdaRuntime.Json{TEvent,TResponse}(
/// Func{TEvent,LambdaContext,Task{TResponse}},System.Text.Json.JsonSerializerOptions)"/> makes one of a typed method.
/// </summary>
/// <param name="event">The event's bytes, from the start; the loop disposes it.</param>
/// <returns>
/// What the invocation is answered with, read from its current position and then disposed. At most 6 MB, as in AWS
/// (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
/// </returns>
/// <exception cref="Exception">Any: the invocation ends with a function error, the environment goes on.</exception>
public delegate Task<Stream> LambdaHandler(Stream @event, LambdaContext context);

/// <summary>
/// What a handler knows of its invocation, by the names of AWS's own context object
/// (https://docs.aws.amazon.com/lambda/latest/dg/csharp-context.html). A test of a handler alone makes one itself.
/// </summary>
public sealed record LambdaContext
{
    /// <summary>Of the invocation: the same again where AWS would retry it.</summary>
    public string AwsRequestId { get; init; } = "";

    /// <summary>With the qualifier that the caller named, if any.</summary>
    public string InvokedFunctionArn { get; init; } = "";

    /// <summary>The function's physical name.</summary>
    public string FunctionName => Environment.GetValueOrDefault("AWS_LAMBDA_FUNCTION_NAME") ?? "";

    /// <summary>
    /// The variables of this function. In process they are not those of the process, which many functions share: read
    /// them here, and the function runs alike in both.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>X-Ray's header, for example <c>Root=1-…;Parent=…;Sampled=1</c>; null where Lambda sends none.</summary>
    public string? TraceId { get; init; }

    /// <summary>When Lambda ends the invocation, in UTC.</summary>
    public DateTimeOffset Deadline { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The clock that <see cref="Deadline"/> is of: in process, the host's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Until <see cref="Deadline"/>; negative after it.</summary>
    public TimeSpan RemainingTime => Deadline - Time.GetUtcNow();

    /// <summary>Fires at <see cref="Deadline"/>: what goes on after it reaches no caller.</summary>
    public CancellationToken Stop { get; init; }
}
