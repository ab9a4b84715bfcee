using System.Text;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.AsyncInvoke;

/// <summary>
/// Brings one event to its end. A function's failure is retried after one and after two minutes; throttling is retried,
/// with growing pauses, until the event is too old; then the event goes to the dead-letter queue and a record of it to
/// the on-failure destination
/// (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html).
/// </summary>
internal sealed partial class AsyncDelivery(
    LambdaFunctions functions, AsyncEvents events, IAsyncDestinations destinations, RunningTime time, ILogger logger)
{
    private static readonly TimeSpan ThrottlePauseFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ThrottlePauseMax = TimeSpan.FromMinutes(5);

    /// <summary>Returns once the event has ended and its destinations know.</summary>
    public async Task RunAsync(AsyncEvent accepted, CancellationToken stop)
    {
        var (failures, throttles) = (accepted.Failures, 0);
        InvokeResult? last = null;
        // Asked for anew each time: a function that was deployed again meanwhile has other settings.
        while (functions.Find(accepted.FunctionName)?.Function is { } function)
        {
            if (time.Look().AgeOf(accepted.AcceptedAt) > function.AsyncInvoke.EventAgeMax)
            {
                Report(function, accepted, AsyncCondition.EventAgeExceeded, failures, last);
                return;
            }

            last = await functions.InvokeAsync(function.Name, accepted.ToRequest(), stop);
            switch (last?.Status)
            {
                case InvokeStatus.Succeeded:
                    Report(function, accepted, AsyncCondition.Success, failures + 1, last);
                    return;
                case InvokeStatus.FunctionError when failures++ >= function.AsyncInvoke.RetryAttemptsMax:
                    Report(function, accepted, AsyncCondition.RetriesExhausted, failures, last);
                    return;
                case InvokeStatus.FunctionError:
                    events.Fail(accepted.RequestId);
                    await Task.Delay(TimeSpan.FromMinutes(failures), time, stop);
                    break;
                default:
                    // Throttled, or the function is being replaced: it has not failed.
                    await Task.Delay(ThrottlePause(throttles++), time, stop);
                    break;
            }
        }

        LogNoFunction(logger, accepted.FunctionName, accepted.RequestId);
    }

    private static TimeSpan ThrottlePause(int throttles)
    {
        var ticks = ThrottlePauseFirst.Ticks << Math.Min(throttles, 20);
        return TimeSpan.FromTicks(Math.Min(ticks, ThrottlePauseMax.Ticks));
    }

    private void Report(
        FunctionDefinition function, AsyncEvent accepted, AsyncCondition condition, int attempts, InvokeResult? last)
    {
        var settings = function.AsyncInvoke;
        if (condition != AsyncCondition.Success)
        {
            LogGivenUp(logger, function.Name, accepted.RequestId, condition, attempts);
        }

        if ((condition == AsyncCondition.Success ? settings.OnSuccess : settings.OnFailure) is { } arn)
        {
            var functionArn = functions.ArnOf(function.Name) + ":$LATEST";
            var record = InvocationRecord.Write(functionArn, accepted, condition, attempts, last, time.GetUtcNow());
            LogUnlessTaken(
                function, accepted, arn, destinations.Report(arn, new AsyncReport(functionArn, condition, record)));
        }

        if (condition != AsyncCondition.Success && settings.DeadLetterTargetArn is { } queue)
        {
            LogUnlessTaken(
                function,
                accepted,
                queue,
                destinations.DeadLetter(queue, accepted.Payload, DeadLetterAttributes(accepted, last)));
        }
    }

    /// <summary>AWS counts it as <c>DestinationDeliveryFailures</c> or <c>DeadLetterErrors</c>, and goes on.</summary>
    private void LogUnlessTaken(FunctionDefinition function, AsyncEvent accepted, string arn, string? refusal)
    {
        if (refusal is not null)
        {
            LogNotTaken(logger, function.Name, accepted.RequestId, arn, refusal);
        }
    }

    /// <summary>
    /// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq: the first
    /// kilobyte of the error.
    /// </summary>
    private static IReadOnlyList<(string Name, string Type, string Value)> DeadLetterAttributes(
        AsyncEvent accepted, InvokeResult? last)
    {
        const int messageSizeMax = 1024;
        var message = last is null ? "" : Encoding.UTF8.GetString(last.Payload.Span);
        return
        [
            ("RequestID", "String", accepted.RequestId),
            ("ErrorCode", "Number", last is null || last.IsThrottled ? "429" : "200"),
            ("ErrorMessage", "String", message.Length switch
            {
                0 => "No more information",
                > messageSizeMax => message[..messageSizeMax],
                _ => message,
            }),
        ];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} {RequestId}: 1 event discarded after {Attempts} "
        + "attempts: {Condition}")]
    private static partial void LogGivenUp(
        ILogger logger, string function, string requestId, AsyncCondition condition, int attempts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} {RequestId}: the function is gone, so is its event")]
    private static partial void LogNoFunction(ILogger logger, string function, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} {RequestId}: {Arn} did not hear of it: {Reason}")]
    private static partial void LogNotTaken(
        ILogger logger, string function, string requestId, string arn, string reason);
}
