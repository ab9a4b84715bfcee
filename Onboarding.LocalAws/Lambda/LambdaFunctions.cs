using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda.Environments;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Lambda;

/// <summary>Every deployed function, and the one way to invoke it for all callers. Safe for concurrent use.</summary>
internal sealed class LambdaFunctions
{
    private static readonly TimeSpan ReapPeriod = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, EnvironmentPool> _byName = new(StringComparer.Ordinal);
    private readonly AccountConcurrency _account = new();
    private readonly AwsScope _scope;
    private readonly EnvironmentFactory _factory;
    private readonly RandomSource _random;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logging;
    private readonly ITimer _reaper;

    public LambdaFunctions(
        AwsScope scope, EnvironmentFactory factory, RandomSource random, TimeProvider time, ILoggerFactory logging)
    {
        _scope = scope;
        _factory = factory;
        _random = random;
        _time = time;
        _logging = logging;
        _reaper = time.CreateTimer(_ => ReapIdle(), null, ReapPeriod, ReapPeriod);
    }

    public string ArnOf(string name) => _scope.Arn("lambda", $"function:{name}");

    public string RoleArnOf(FunctionDefinition function) => _scope.GlobalArn("iam", $"role/{function.RoleName}");

    /// <summary>Every function in the order of its name.</summary>
    public IReadOnlyList<FunctionDefinition> All => [.. Pools.Select(p => p.Function)];

    /// <summary>In the order of the functions' names.</summary>
    public IReadOnlyList<EnvironmentPool> Pools =>
        [.. _byName.Values.OrderBy(p => p.Function.Name, StringComparer.Ordinal)];

    /// <summary>False where the function's runtimes are started by hand.</summary>
    public bool StartsEnvironments(FunctionDefinition function) => _factory.Starts(function);

    /// <summary>The names of those whose runtimes the host does not start.</summary>
    public IReadOnlyList<string> External => [.. All.Where(f => !_factory.Starts(f)).Select(f => f.Name)];

    /// <summary>Creates the function or replaces it; its old environments end.</summary>
    public void Deploy(FunctionDefinition function)
    {
        var pool = new EnvironmentPool(function, _factory, _account, _time, _logging.CreateLogger<EnvironmentPool>());
        _byName.TryGetValue(function.Name, out var old);
        _byName[function.Name] = pool;
        _ = old?.KillAsync();
    }

    /// <param name="name">The function's plain name.</param>
    public EnvironmentPool? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The environment of a runtime that a developer starts; null where there is no such function.</summary>
    /// <param name="name">The function's plain name.</param>
    public IReadOnlyDictionary<string, string>? FindExternalVariables(string name) =>
        Find(name) is { } pool ? _factory.VariablesForExternal(pool.Function) : null;

    /// <summary>Runs a function and waits for its end.</summary>
    /// <param name="name">The function's plain name.</param>
    /// <param name="giveUp">Ends the wait; an invocation that already runs goes on.</param>
    /// <returns>How it ended; null where there is no such function.</returns>
    public async Task<InvokeResult?> InvokeAsync(string name, InvokeRequest request, CancellationToken giveUp)
    {
        if (Find(name) is not { } pool)
        {
            return null;
        }

        var requestId = request.RequestId ?? _random.NextGuid().ToString();
        var parent = request.Parent ?? Activity.Current?.Context ?? default;
        using var span = StartSpan(name, requestId, parent, request.Links);
        var context = span?.Context ?? parent;
        var invocation = new Invocation
        {
            RequestId = requestId,
            FunctionArn = request.Qualifier is { } qualifier ? $"{ArnOf(name)}:{qualifier}" : ArnOf(name),
            Payload = request.Payload,
            TraceHeader = context == default ? TraceHeader.Unsampled(_random) : TraceHeader.From(context),
            Caller = request.Caller,
            Log = request.WantsLogTail ? new InvocationLog() : null,
        };
        var result = await pool.InvokeAsync(invocation, giveUp);
        pool.Tally.Add(result.Status, _time.GetUtcNow());
        if (!result.IsSuccess)
        {
            span?.SetTag("error.type", result.Status.ToString());
            span?.SetStatus(ActivityStatusCode.Error, result.Status.ToString());
        }

        return result;
    }

    public void Reset()
    {
        foreach (var name in _byName.Keys)
        {
            if (_byName.TryRemove(name, out var pool))
            {
                _ = pool.KillAsync();
            }
        }
    }

    /// <summary>Lets running invocations end for a while, then kills every environment.</summary>
    public async Task StopAsync(CancellationToken patience)
    {
        await _reaper.DisposeAsync();
        EnvironmentPool[] pools = [.. _byName.Values];
        try
        {
            await Task.WhenAll(pools.Select(p => p.DrainAsync())).WaitAsync(patience);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // Invocations that have not ended by now are killed below; their callers learn that the host stops.
        }

        await Task.WhenAll(pools.Select(p => p.KillAsync()));
    }

    private void ReapIdle()
    {
        foreach (var pool in _byName.Values)
        {
            pool.ReapIdle();
        }
    }

    /// <summary>
    /// One shape at every door. The attributes are OpenTelemetry's for outgoing FaaS invocations
    /// (https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/#outgoing-invocations).
    /// </summary>
    private Activity? StartSpan(
        string name, string requestId, ActivityContext parent, IEnumerable<ActivityContext> links)
    {
        if (!EdgeTelemetry.Source.HasListeners())
        {
            return null;
        }

        if (parent == default)
        {
            // The current activity, if any, is not the event's: a batch loop outlives the request that started it.
            Activity.Current = null;
        }

        var span = EdgeTelemetry.Source.StartActivity(
            $"invoke {name}",
            ActivityKind.Client,
            parent,
            tags: null,
            links.Select(context => new ActivityLink(context)));
        span?.SetTag("faas.invoked_name", name);
        span?.SetTag("faas.invoked_provider", "aws");
        span?.SetTag("faas.invoked_region", _scope.Region);
        span?.SetTag("faas.invocation_id", requestId);
        return span;
    }
}
