using System.Buffers;
using Microsoft.Extensions.Logging;
using Onboarding.ServiceDefaults.Logging;

namespace Onboarding.Functions.Hosting;

/// <summary>
/// One execution environment: next → handle → answer → flush telemetry → next. Invocations never overlap in it, as on
/// Lambda; concurrency comes from more environments.
/// </summary>
internal sealed class RuntimeLoop(RuntimeApiClient api, IEventReader reader, FunctionServices services)
{
    // Telemetry must not hold the next event back for long: a collector that is down costs this much, once per event.
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);
    private const int PollAttemptsMax = 6;

    // Lambda's own limit is 15 minutes; a host under a debugger may name any time, a timer only 49 days. Also where the
    // clock was set in between and says nothing about the deadline.
    private static readonly TimeSpan DeadlineMax = TimeSpan.FromDays(1);

    private readonly ILogger _logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.Hosting");
    private readonly InvocationTelemetry _telemetry = new(services.Telemetry, services.Settings.Environment);
    private readonly ArrayBufferWriter<byte> _response = new(4096);

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var invocation = await NextAsync(stop);
            await ServeAsync(invocation);
            if (services.FlushesEachInvocation)
            {
                await services.Telemetry.FlushAsync(FlushTimeout);
            }
        }
    }

    // A host that restarts under a debugger is gone for a moment; one that died must not leave us behind for ever.
    private async Task<Invocation> NextAsync(CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await api.NextAsync(stop);
            }
            catch (Exception exception) when (
                exception is HttpRequestException or IOException && attempt < PollAttemptsMax)
            {
                var delay = TimeSpan.FromMilliseconds(100 << attempt);
                HostingLog.PollFailed(_logger, exception.Message, delay.TotalMilliseconds);
                await Task.Delay(delay, services.Time, stop);
            }
        }
    }

    private async Task ServeAsync(Invocation invocation)
    {
        InvocationLogScope.RequestId = invocation.RequestId;
        var started = services.Time.GetTimestamp();
        _response.ResetWrittenCount();
        var fault = await HandleAsync(invocation, started);
        _telemetry.Measure(services.Time.GetElapsedTime(started), fault);

        // The answer is owed even while we are being stopped, hence no token: the effects have happened.
        var outcome = fault is null
            ? await api.ResponseAsync(invocation.RequestId, _response.WrittenMemory, CancellationToken.None)
            : await api.ErrorAsync(invocation.RequestId, fault, CancellationToken.None);
        if (outcome != PostOutcome.Accepted)
        {
            HostingLog.ResponseRefused(_logger, outcome);
        }

        InvocationLogScope.RequestId = null;
    }

    // The one catch-all: what a handler throws is the invocation's failure and never ends the environment.
    private async Task<Exception?> HandleAsync(Invocation invocation, long startedAt)
    {
        IncomingEvent? incoming = null;
        Exception? fault = null;
        try
        {
            incoming = reader.Read(invocation.Payload);
        }
        catch (Exception exception)
        {
            fault = exception;
        }

        using var span = _telemetry.Start(invocation, incoming);
        var budget = BudgetUntil(invocation.Deadline);
        using var deadline = new CancellationTokenSource(budget, services.Time);
        try
        {
            if (incoming is not null)
            {
                var context = InvocationTelemetry.ContextOf(invocation, incoming, span, deadline.Token);
                await incoming.HandleAsync(context with { StartedAt = startedAt, Budget = budget }, _response);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            fault = new TimeoutException("The function gave up shortly before its deadline.");
        }
        catch (Exception exception)
        {
            fault = exception;
        }

        if (fault is not null)
        {
            InvocationTelemetry.Fail(span, fault, _logger);
        }

        return fault;
    }

    // Lambda kills at the deadline without a word. A tenth of the time, at most half a second, is kept for answering.
    private TimeSpan BudgetUntil(DateTimeOffset deadline)
    {
        var remaining = deadline - services.Time.GetUtcNow();
        // No event is handed out after its deadline: the wall clock was set. The host still enforces the time-out.
        if (remaining <= TimeSpan.Zero || remaining > DeadlineMax)
        {
            return DeadlineMax;
        }

        return remaining - TimeSpan.FromTicks(Math.Min(remaining.Ticks / 10, TimeSpan.TicksPerSecond / 2));
    }
}
