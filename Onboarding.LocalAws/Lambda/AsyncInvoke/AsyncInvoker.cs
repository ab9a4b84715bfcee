using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Lambda.AsyncInvoke;

/// <summary>
/// Invocations whose caller does not wait. A function's failure is retried after one and after two minutes; throttling
/// is retried, with growing pauses, until the event is too old; then the event goes to the dead-letter queue and a
/// record of it to the on-failure destination
/// (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html).
/// </summary>
internal sealed partial class AsyncInvoker(
    LambdaFunctions functions, IAsyncDestination destination, TimeProvider time, ILogger<AsyncInvoker> logger)
    : IResettable, IAsyncDisposable
{
    /// <summary>More events than this are refused: a laptop's queue is its memory.</summary>
    private const int PendingMax = 10_000;

    private static readonly TimeSpan ThrottlePauseFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ThrottlePauseMax = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Task> _pending = new(StringComparer.Ordinal);
    private CancellationTokenSource _stop = new();

    /// <returns>False where too many events wait.</returns>
    public bool TryAccept(
        FunctionDefinition function, string requestId, ReadOnlyMemory<byte> payload, string? clientContext)
    {
        var accepted = new AsyncEvent(requestId, payload, clientContext, time.GetUtcNow());
        if (_pending.Count >= PendingMax)
        {
            return false;
        }

        var stop = _stop.Token;
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_pending.TryAdd(accepted.RequestId, RunAsync(function, accepted, begin.Task, stop)))
        {
            begin.SetResult();
        }

        return true;
    }

    /// <summary>Forgets the events that wait.</summary>
    public void Reset()
    {
        var old = Interlocked.Exchange(ref _stop, new CancellationTokenSource());
        old.Cancel();
        old.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_pending.Values);
        _stop.Dispose();
    }

    private async Task RunAsync(FunctionDefinition function, AsyncEvent accepted, Task begin, CancellationToken stop)
    {
        await begin;
        try
        {
            await AttemptAsync(function, accepted, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogForgotten(logger, function.Name, accepted.RequestId);
        }
        catch (Exception e)
        {
            LogFault(logger, e, function.Name, accepted.RequestId);
        }
        finally
        {
            _pending.TryRemove(accepted.RequestId, out _);
        }
    }

    private async Task AttemptAsync(FunctionDefinition function, AsyncEvent accepted, CancellationToken stop)
    {
        var (attempts, throttles) = (0, 0);
        InvokeResult? last = null;
        while (time.GetUtcNow() - accepted.AcceptedAt <= function.AsyncInvoke.EventAgeMax)
        {
            last = await functions.InvokeAsync(function.Name, accepted.ToRequest(), stop);
            if (last is null || last.Status == InvokeStatus.HostStopping)
            {
                throw new OperationCanceledException("The function is gone.", stop);
            }

            if (last.IsSuccess)
            {
                await ReportAsync(function, accepted, AsyncCondition.Success, attempts + 1, last, stop);
                return;
            }

            if (last.IsThrottled)
            {
                await Task.Delay(ThrottlePause(throttles++), time, stop);
            }
            else if (attempts++ == function.AsyncInvoke.RetryAttemptsMax)
            {
                await ReportAsync(function, accepted, AsyncCondition.RetriesExhausted, attempts, last, stop);
                return;
            }
            else
            {
                await Task.Delay(TimeSpan.FromMinutes(attempts), time, stop);
            }
        }

        await ReportAsync(function, accepted, AsyncCondition.EventAgeExceeded, attempts, last, stop);
    }

    private static TimeSpan ThrottlePause(int throttles)
    {
        var ticks = ThrottlePauseFirst.Ticks << Math.Min(throttles, 20);
        return TimeSpan.FromTicks(Math.Min(ticks, ThrottlePauseMax.Ticks));
    }

    private async Task ReportAsync(
        FunctionDefinition function, AsyncEvent accepted, AsyncCondition condition, int attempts, InvokeResult? last,
        CancellationToken stop)
    {
        var settings = function.AsyncInvoke;
        if ((condition == AsyncCondition.Success ? settings.OnSuccess : settings.OnFailure) is { } arn)
        {
            var record = InvocationRecord.Write(
                functions.ArnOf(function.Name), accepted, condition, attempts, last, time.GetUtcNow());
            await SendAsync(function, arn, record, [], stop);
        }

        if (condition != AsyncCondition.Success && settings.DeadLetterTargetArn is { } deadLetters)
        {
            await SendAsync(function, deadLetters, accepted.Payload, DeadLetterAttributes(accepted, last), stop);
        }
    }

    private async ValueTask SendAsync(
        FunctionDefinition function,
        string arn,
        ReadOnlyMemory<byte> document,
        IReadOnlyList<(string Name, string Type, string Value)> attributes,
        CancellationToken stop)
    {
        if (!await destination.TrySendAsync(arn, document, attributes, stop))
        {
            LogNoDestination(logger, function.Name, arn);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} {RequestId}: the host stops, the event is lost")]
    private static partial void LogForgotten(ILogger logger, string function, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} {RequestId}: asynchronous invocation failed")]
    private static partial void LogFault(ILogger logger, Exception exception, string function, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: the destination {Arn} does not exist here")]
    private static partial void LogNoDestination(ILogger logger, string function, string arn);
}
