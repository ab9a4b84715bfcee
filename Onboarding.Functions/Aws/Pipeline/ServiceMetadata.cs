using Amazon.Runtime.Internal;

namespace Onboarding.Functions.Aws.Pipeline;

internal sealed class ServiceMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId => serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
