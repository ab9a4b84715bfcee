using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// GetEventSourceMapping (https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html).
/// </summary>
internal sealed class GetEventSourceMapping(EventSourceMappings mappings) : IRestJsonOperation
{
    public string Name => "GetEventSourceMapping";

    public RestJsonRoute Route { get; } = new("GET /2015-03-31/event-source-mappings/{UUID}");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("lambda:GetEventSourceMapping", LambdaResources.Mapping)];

    public OperationMembers Members { get; } = new("UUID");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        MappingConfiguration.WriteMembers(call.Response, Require(mappings, call));
        return ValueTask.CompletedTask;
    }

    /// <exception cref="AwsException">There is none.</exception>
    public static IEventSourceMapping Require(EventSourceMappings mappings, RestJsonCall call) =>
        mappings.Find(call.Label("UUID")) ?? throw new AwsException(LambdaErrors.MappingNotFound);
}
