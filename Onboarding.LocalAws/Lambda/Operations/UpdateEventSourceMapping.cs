using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// UpdateEventSourceMapping (https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html), as far
/// as it enables and disables: every other setting is the template's.
/// </summary>
internal sealed class UpdateEventSourceMapping(EventSourceMappings mappings) : IRestJsonOperation
{
    /// <summary>How long deliveries under way may take to end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string Name => "UpdateEventSourceMapping";

    public RestJsonRoute Route { get; } = new("PUT /2015-03-31/event-source-mappings/{UUID}");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("lambda:UpdateEventSourceMapping", LambdaResources.Mapping)];

    public OperationMembers Members { get; } = new("UUID", "Enabled")
    {
        Refused =
        [
            "AmazonManagedKafkaEventSourceConfig", "BatchSize", "BisectBatchOnFunctionError", "DestinationConfig",
            "DocumentDBEventSourceConfig", "FilterCriteria", "FunctionName", "FunctionResponseTypes", "KMSKeyArn",
            "LoggingConfig", "MaximumBatchingWindowInSeconds", "MaximumRecordAgeInSeconds", "MaximumRetryAttempts",
            "MetricsConfig", "ParallelizationFactor", "ProvisionedPollerConfig", "ScalingConfig",
            "SelfManagedKafkaEventSourceConfig", "SourceAccessConfigurations", "TumblingWindowInSeconds",
        ],
    };

    public async ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var mapping = GetEventSourceMapping.Require(mappings, call);
        if (call.Input.Flag("Enabled") is { } isEnabled)
        {
            using var patience = new CancellationTokenSource(Patience);
            await mappings.SwitchAsync(mapping, isEnabled, patience.Token);
        }

        call.Status = StatusCodes.Status202Accepted;
        MappingConfiguration.WriteMembers(call.Response, mapping);
    }
}
