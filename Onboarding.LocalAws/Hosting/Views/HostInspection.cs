using Onboarding.LocalAws.Cognito;
using Onboarding.LocalAws.DynamoDb;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.Environments;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Ses;
using Onboarding.LocalAws.Sqs;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.StepFunctions;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.Hosting.Views;

/// <summary>Reads what runs in a host. Each service is read for itself: the whole is no one moment of all.</summary>
internal sealed class HostInspection(HostServices services)
{
    public HostView Read()
    {
        var host = services.Context;
        var mappings = services.Module<LambdaModule>().EventSources.All;
        return new HostView
        {
            EdgeUrl = host.EdgeUrl,
            Region = host.Scope.Region,
            AccountId = host.Scope.AccountId,
            MailCount = services.Module<SesModule>().Mailbox.AcceptedCount,
            HttpApi = services.Module<HttpApiModule>().Endpoint.Api is { } api ? Describe(api) : null,
            Functions = ReadFunctions(),
            EventSources = [.. mappings.Select(Describe).OrderBy(m => m.Uuid, StringComparer.Ordinal)],
            Tables = ReadTables(),
            Queues = ReadQueues(mappings),
            UserPools = ReadPools(),
            StateMachines = ReadMachines(),
        };
    }

    private static HttpApiView Describe(HttpApiDefinition api) => new(
        api.ApiId, api.Routes.ToDictionary(r => r.RouteKey, r => r.FunctionName, StringComparer.Ordinal));

    private List<FunctionView> ReadFunctions()
    {
        var functions = services.Module<LambdaModule>().Functions;
        return [.. functions.Pools.Select(pool => Describe(pool, functions.StartsEnvironments(pool.Function)))];
    }

    private static FunctionView Describe(EnvironmentPool pool, bool isManaged)
    {
        var (function, now, tally) = (pool.Function, pool.Count(), pool.Tally.Counts);
        return new FunctionView
        {
            Name = function.Name,
            Handler = function.Handler,
            MemorySizeMegabytes = function.MemorySizeMegabytes,
            Timeout = function.Timeout,
            Environment = function.Environment,
            IsManaged = isManaged,
            HasExternalRuntime = now.HasExternalRuntime,
            EnvironmentCount = now.Environments,
            WaitingCount = now.Waiting,
            InvocationCount = tally.Ended,
            FailureCount = tally.Failed,
            HasLastFailed = tally.HasLastFailed,
            LastFailedAt = tally.LastFailedAt,
        };
    }

    private static EventSourceView Describe(IEventSourceMapping mapping) => new()
    {
        Uuid = mapping.Settings.Uuid,
        FunctionName = mapping.Settings.FunctionName,
        SourceArn = mapping.Settings.EventSourceArn,
        SourceName = SourceName(mapping.Settings.EventSourceArn),
        State = !mapping.IsEnabled ? EventSourceState.Disabled
            : mapping.Gate.IsPaused ? EventSourceState.Paused : EventSourceState.Running,
        LastProcessingResult = mapping.LastProcessingResult,
        Lag = mapping.Lag,
        OpenCount = mapping.OpenCount,
        OnFailureArn = (mapping.Settings as StreamMappingSettings)?.OnFailureArn,
        IsRedrivable = mapping is StreamMapping { Settings: { OnFailureArn: not null, TumblingWindow: null } },
    };

    /// <summary>
    /// <c>arn:aws:dynamodb:…:table/Users/stream/2026-…</c> → <c>Users</c>, <c>arn:aws:sqs:…:Orders</c> → <c>Orders</c>.
    /// </summary>
    private static string SourceName(string arn) =>
        arn.Split('/') is [_, var table, ..] ? table : arn[(arn.LastIndexOf(':') + 1)..];

    private List<TableView> ReadTables()
    {
        var tables = services.Module<DynamoDbModule>().Database.Tables;
        return [.. tables.Select(Describe).OrderBy(t => t.Name, StringComparer.Ordinal)];
    }

    private static TableView Describe(Table table)
    {
        var now = table.Describe();
        return new TableView(
            now.Definition.Name,
            now.Definition.Arn,
            now.Definition.Stream is { IsEnabled: true } stream ? stream.Arn : null,
            now.ItemCount,
            now.SizeBytes,
            now.Definition.CreatedAt);
    }

    private List<QueueView> ReadQueues(IReadOnlyList<IEventSourceMapping> mappings)
    {
        var queues = services.Module<SqsModule>().Queues;
        List<(string Arn, string Name, QueueSnapshot Now)> found = [];
        foreach (var name in queues.Names())
        {
            // It may have been deleted since its name was read.
            if (queues.Describe(name) is { } queue)
            {
                found.Add((queues.ArnOf(name), name, queue));
            }
        }

        var targets = found.Select(q => q.Now.Attributes.RedrivePolicy?.DeadLetterTargetArn)
            .Concat(mappings.Select(m => (m.Settings as StreamMappingSettings)?.OnFailureArn))
            .ToHashSet(StringComparer.Ordinal);
        return [.. found.Select(q => Describe(q.Name, q.Arn, q.Now, targets.Contains(q.Arn)))];
    }

    private static QueueView Describe(string name, string arn, QueueSnapshot now, bool isDeadLetterQueue) => new()
    {
        Name = name,
        Arn = arn,
        CreatedAt = now.CreatedAt,
        VisibleCount = now.VisibleCount,
        InFlightCount = now.InFlightCount,
        DelayedCount = now.DelayedCount,
        IsDeadLetterQueue = isDeadLetterQueue,
        DeadLetterTargetArn = now.Attributes.RedrivePolicy?.DeadLetterTargetArn,
    };

    private List<UserPoolView> ReadPools() =>
    [
        .. services.Module<CognitoModule>().Pools.All().Select(p => new UserPoolView(p.Id, p.Name, p.CreatedAt)),
    ];

    private List<StateMachineView> ReadMachines()
    {
        var states = services.Module<StepFunctionsModule>();
        return
        [
            .. from machine in states.Machines.All
               let counts = states.Engine.Tally.Of(machine.Arn)
               select new StateMachineView
               {
                   Name = machine.Name,
                   Arn = machine.Arn,
                   IsExpress = machine.Type == MachineType.Express,
                   CreatedAt = machine.CreatedAt,
                   RunningCount = counts.Running,
                   EndedCount = counts.Ended,
                   FailedCount = counts.Failed,
               },
        ];
    }
}
