using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Onboarding.Functions.Aws.Pipeline;

/// <summary>
/// The SDK's own standard settings
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html).
/// </summary>
internal static class StandardDefaults
{
    public static IDefaultConfigurationProvider Provider => new DefaultConfigurationProvider(
    [
        new DefaultConfiguration
        {
            Name = DefaultConfigurationMode.Standard,
            RetryMode = RequestRetryMode.Standard,
            ConnectTimeout = TimeSpan.FromMilliseconds(3100),
            TlsNegotiationTimeout = TimeSpan.FromMilliseconds(3100),
        },
    ]);
}
