using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// GetEventSourceMapping (https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html).
/// </summary>
internal static class GetEventSourceMapping
{
    public static ValueTask HandleAsync(AwsRequest request, EventSourceMappings mappings, string uuid) =>
        JsonAnswer.SendAsync(request, 200, json => MappingConfiguration.Write(json, Require(mappings, uuid)));

    /// <exception cref="AwsException">There is none.</exception>
    public static IEventSourceMapping Require(EventSourceMappings mappings, string uuid) =>
        mappings.Find(uuid) ?? throw new AwsException(LambdaErrors.MappingNotFound);
}
