using System.Collections.Frozen;
using Onboarding.LocalAws.EventPatterns;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::Lambda::EventSourceMapping for streams and queues. SAM's DynamoDB and SQS events become one each; they share
/// its property names except for the source itself.
/// </summary>
internal sealed class EventSourceMapping : IStackResource
{
    private const string Name = SamTypes.EventSourceMapping;

    private static readonly string[] StreamOnly =
    [
        "BisectBatchOnFunctionError", "DestinationConfig", "MaximumRecordAgeInSeconds", "MaximumRetryAttempts",
        "ParallelizationFactor", "StartingPosition", "TumblingWindowInSeconds",
    ];

    private static readonly Property[] Settings =
    [
        Property.Optional("BatchSize", Shape.Integer(1, 10_000)),
        Property.Optional("BisectBatchOnFunctionError", Shape.Boolean),
        Property.Optional("DestinationConfig", Shape.Object(Property.Required("OnFailure", Shape.Object(
            Property.Optional("Type", Shape.OneOf("SQS")), Property.Required("Destination", Shape.Text))))),
        Property.Optional("Enabled", Shape.Boolean),
        Property.Optional("FilterCriteria", Shape.Object(Property.Required(
            "Filters", Shape.List(Shape.Object(Property.Required("Pattern", Shape.Text)))))),
        Property.Optional("FunctionResponseTypes", Shape.List(Shape.OneOf("ReportBatchItemFailures"))),
        Property.Optional("MaximumBatchingWindowInSeconds", Shape.Integer(0, 300)),
        Property.Optional("MaximumRecordAgeInSeconds", Shape.Integer(-1, 604_800)),
        Property.Optional("MaximumRetryAttempts", Shape.Integer(-1, 10_000)),
        Property.Optional("ParallelizationFactor", Shape.Integer(1, 10)),
        Property.Optional("ScalingConfig", Shape.Object(
            Property.Optional("MaximumConcurrency", Shape.Integer(2, 1000)))),
        Property.Optional("StartingPosition", Shape.OneOf("TRIM_HORIZON", "LATEST")),
        Property.Optional("TumblingWindowInSeconds", Shape.Integer(0, 900)),
    ];

    public ResourceType Type { get; } = new(Name, Shape.Object(
    [
        Property.Required("EventSourceArn", Shape.Text),
        Property.Required("FunctionName", Shape.Text),
        .. Settings,
    ]))
    {
        Check = CheckSettings,
        // In AWS the id is a UUID; the deterministic name keeps checkpoints across restarts.
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Id"] = (_, name) => name,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    private static void CheckSettings(TemplateMapping properties, TemplateFaults faults)
    {
        var isQueue = (properties.FindText("EventSourceArn") ?? "").Contains(":sqs:", StringComparison.Ordinal);
        foreach (var entry in properties.Entries)
        {
            if (isQueue ? StreamOnly.Contains(entry.Key) : entry.Key == "ScalingConfig")
            {
                faults.Add(entry.KeyPosition, $"'{entry.Key}' does not apply to a {(isQueue ? "queue" : "stream")}.");
            }
        }

        if (isQueue && properties.FindText("EventSourceArn")!.EndsWith(".fifo", StringComparison.Ordinal))
        {
            CheckFifo(properties, faults);
        }

        if (!isQueue && properties.Find("StartingPosition") is null)
        {
            faults.Add(properties.Position, "The event source of a stream needs 'StartingPosition'.");
        }

        var destinations = properties.Find("DestinationConfig") as TemplateMapping;
        DestinationCheck.Check(destinations?.Find("OnFailure"), "Destination", ["sqs"], faults);
        if (properties.Find("FilterCriteria") is TemplateMapping criteria
            && criteria.Find("Filters") is TemplateSequence filters)
        {
            foreach (var filter in filters.Items)
            {
                CheckPattern(filter, faults);
            }
        }
    }

    /// <summary>https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html.</summary>
    private static void CheckFifo(TemplateMapping properties, TemplateFaults faults)
    {
        if (properties.FindSeconds("MaximumBatchingWindowInSeconds") > TimeSpan.Zero)
        {
            faults.Add(
                properties.Find("MaximumBatchingWindowInSeconds")!.Position,
                "Batching window is not supported for FIFO queues.");
        }

        if (properties.FindInteger("BatchSize") > 10)
        {
            faults.Add(properties.Find("BatchSize")!.Position, "A FIFO queue's BatchSize is at most 10.");
        }
    }

    private static void CheckPattern(TemplateNode filter, TemplateFaults faults)
    {
        if (filter is not TemplateMapping mapping || mapping.Find("Pattern") is not TemplateScalar pattern)
        {
            return;
        }

        try
        {
            EventPattern.Parse(pattern.Value);
        }
        catch (EventPatternException e)
        {
            faults.Add(pattern.Position, $"Pattern: {e.Message}");
        }
    }

    /// <summary>
    /// Its id is known before. It is created last, since a kept source has records that it delivers at once, to a
    /// function whose events may need a rule or another function of the stack.
    /// </summary>
    public Task CreateAsync(ResourceContext context, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task FinishAsync(ResourceContext context, CancellationToken stop) =>
        context.Runtime.CreateEventSourceMappingAsync(
            Read(context.Resource.LogicalId, context.Properties), stop).AsTask();

    private static EventSourceMappingDefinition Read(string logicalId, TemplateMapping properties) => new()
    {
        LogicalId = logicalId,
        FunctionName = properties.RequiredText("FunctionName"),
        EventSourceArn = properties.RequiredText("EventSourceArn"),
        IsEnabled = properties.FindBoolean("Enabled") ?? true,
        StartingPosition = properties.FindText("StartingPosition"),
        BatchSize = properties.FindInteger("BatchSize"),
        BatchingWindow = properties.FindSeconds("MaximumBatchingWindowInSeconds") ?? TimeSpan.Zero,
        ParallelizationFactor = properties.FindInteger("ParallelizationFactor") ?? 1,
        FilterPatterns =
        [
            .. (properties.FindMap("FilterCriteria")?.FindList("Filters") ?? [])
                .Select(filter => ((TemplateMapping)filter).RequiredText("Pattern")),
        ],
        ReportsBatchItemFailures = properties.FindList("FunctionResponseTypes").Count > 0,
        BisectsBatchOnFunctionError = properties.FindBoolean("BisectBatchOnFunctionError") ?? false,
        RetryAttemptsMax = Limit(properties.FindInteger("MaximumRetryAttempts")),
        RecordAgeMax = Limit(properties.FindInteger("MaximumRecordAgeInSeconds")) is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : null,
        OnFailureArn = properties.FindMap("DestinationConfig")?.FindMap("OnFailure")?.FindText("Destination"),
        TumblingWindow = properties.FindSeconds("TumblingWindowInSeconds") is { Ticks: > 0 } window ? window : null,
        ConcurrencyMax = properties.FindMap("ScalingConfig")?.FindInteger("MaximumConcurrency"),
    };

    // −1 is AWS's "no limit".
    private static int? Limit(int? value) => value is -1 ? null : value;
}
