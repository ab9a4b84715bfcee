using System.Security.Cryptography;
using System.Text;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.EventSources.Queues;
using Onboarding.LocalAws.Lambda.EventSources.Shards;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Wiring;

/// <summary>Connects a source to a function, as a template's AWS::Lambda::EventSourceMapping says.</summary>
internal sealed class EventSourceCreation(
    AwsScope scope,
    StreamLookup streams,
    RemoteStreams remoteStreams,
    QueueLookup queues,
    LambdaFunctions functions,
    EventSourceMappings mappings)
{
    /// <exception cref="EventSourceException">Source or function do not exist, or cannot be played.</exception>
    public async Task CreateAsync(EventSourceMappingDefinition definition, CancellationToken stop)
    {
        if (!FunctionName.TryParse(definition.FunctionName, out var function)
            || functions.Find(function.Value.Name) is not { } pool)
        {
            throw new EventSourceException($"there is no function {definition.FunctionName}");
        }

        if (definition.EventSourceArn.Split(':') is [_, _, "dynamodb", ..]
            && remoteStreams.Find(definition.EventSourceArn) is { } remote)
        {
            await CreateOfRemoteStreamAsync(definition, function.Value.Name, remote, stop);
        }
        else if (definition.EventSourceArn.StartsWith(scope.Arn("dynamodb", "table/"), StringComparison.Ordinal))
        {
            CreateOfStream(definition, function.Value.Name);
        }
        else if (definition.EventSourceArn.StartsWith(scope.Arn("sqs", ""), StringComparison.Ordinal))
        {
            CreateOfQueue(definition, pool.Function);
        }
        else
        {
            throw new EventSourceException(
                $"not supported by Onboarding.LocalAws: the event source {definition.EventSourceArn}");
        }
    }

    private void CreateOfStream(EventSourceMappingDefinition definition, string function)
    {
        var stream = streams.Find(definition.EventSourceArn)
            ?? throw new EventSourceException($"there is no stream {definition.EventSourceArn}");
        mappings.Create(Settings(definition, function), stream);
    }

    private async Task CreateOfRemoteStreamAsync(
        EventSourceMappingDefinition definition,
        string function,
        (RemoteStream Stream, StreamHealth Health) remote,
        CancellationToken stop)
    {
        try
        {
            // An endpoint without streams would else be found out about in the log only.
            await remote.Stream.DescribeAsync(stop);
        }
        catch (ShardException e)
        {
            throw new EventSourceException(
                $"{remote.Health.Address} does not serve the stream {definition.EventSourceArn}: {e.Message}");
        }

        await mappings.CreateAsync(Settings(definition, function), remote.Stream, remote.Health, stop);
    }

    private void CreateOfQueue(EventSourceMappingDefinition definition, FunctionDefinition function)
    {
        if (queues.Find(definition.EventSourceArn) is not { } queue)
        {
            throw new EventSourceException($"there is no queue {definition.EventSourceArn}");
        }

        if (queue.IsFifo && definition.BatchingWindow > TimeSpan.Zero)
        {
            // Recorded: https://github.com/aws/aws-lambda-dotnet/pull/1758.
            throw new EventSourceException("Batching window is not supported for FIFO queues");
        }

        if (definition.BatchSize > 10 && definition.BatchingWindow == TimeSpan.Zero)
        {
            throw new EventSourceException(
                "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
        }

        if (queue.VisibilityTimeout < function.Timeout)
        {
            throw new EventSourceException(
                $"Queue visibility timeout: {(int)queue.VisibilityTimeout.TotalSeconds} seconds is less than Function "
                + $"timeout: {(int)function.Timeout.TotalSeconds} seconds");
        }

        mappings.Create(
            new QueueMappingSettings
            {
                Uuid = UuidOf(definition),
                FunctionName = function.Name,
                FunctionArn = functions.ArnOf(function.Name),
                EventSourceArn = definition.EventSourceArn,
                IsEnabled = definition.IsEnabled,
                BatchSize = definition.BatchSize ?? 10,
                BatchingWindow = definition.BatchingWindow,
                FilterPatterns = definition.FilterPatterns,
                Filters = [.. definition.FilterPatterns.Select(Compile)],
                ReportsBatchItemFailures = definition.ReportsBatchItemFailures,
                ConcurrencyMax = definition.ConcurrencyMax,
            },
            queue);
    }

    private StreamMappingSettings Settings(EventSourceMappingDefinition definition, string function) => new()
    {
        Uuid = UuidOf(definition),
        FunctionName = function,
        FunctionArn = functions.ArnOf(function),
        EventSourceArn = definition.EventSourceArn,
        StartingPosition = definition.StartingPosition switch
        {
            "TRIM_HORIZON" => StartingPosition.TRIM_HORIZON,
            "LATEST" => StartingPosition.LATEST,
            _ => throw new EventSourceException("a stream needs a StartingPosition"),
        },
        IsEnabled = definition.IsEnabled,
        BatchSize = definition.BatchSize ?? 100,
        BatchingWindow = definition.BatchingWindow,
        ParallelizationFactor = definition.ParallelizationFactor,
        FilterPatterns = definition.FilterPatterns,
        Filters = [.. definition.FilterPatterns.Select(Compile)],
        ReportsBatchItemFailures = definition.ReportsBatchItemFailures,
        BisectsBatchOnFunctionError = definition.BisectsBatchOnFunctionError,
        RetryAttemptsMax = definition.RetryAttemptsMax,
        RecordAgeMax = definition.RecordAgeMax,
        OnFailureArn = definition.OnFailureArn,
        TumblingWindow = definition.TumblingWindow is null || definition.ParallelizationFactor == 1
            ? definition.TumblingWindow
            // A window's state is the shard's. AWS refuses it, too
            // (https://github.com/terraform-aws-modules/terraform-aws-lambda/issues/619); the text is inferred.
            : throw new EventSourceException("TumblingWindowInSeconds needs a ParallelizationFactor of 1"),
    };

    private static EventPattern Compile(string pattern)
    {
        try
        {
            return EventPattern.Parse(pattern);
        }
        catch (EventPatternException e)
        {
            throw new EventSourceException($"Invalid filter pattern definition. {e.Message}");
        }
    }

    /// <summary>
    /// AWS draws it; here the same template gets the same id, so that a checkpoint can be found again.
    /// </summary>
    private static string UuidOf(EventSourceMappingDefinition definition)
    {
        var table = definition.EventSourceArn.Split("/stream/")[0];
        var name = $"{definition.LogicalId}|{definition.FunctionName}|{table}";
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16), bigEndian: true).ToString();
    }
}

/// <summary>A mapping that cannot be created; the message says why.</summary>
internal sealed class EventSourceException(string message) : Exception(message);
