using System.Runtime.CompilerServices;
using Amazon;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>
/// The AWS SDK for .NET keeps the clock correction that it learned from one host for the host's address. Hosts of tests
/// have clocks of their own, and the system gives the port of a host that has ended to a later one, whose requests
/// would then be signed by the wrong clock.
/// </summary>
[CollectionDefinition(nameof(SdkClock), DisableParallelization = true)]
public sealed class SdkClock : IDisposable, ICollectionFixture<SdkClock>
{
    public SdkClock() => AWSConfigs.CorrectForClockSkew = true;

    public void Dispose() => AWSConfigs.CorrectForClockSkew = false;

    [ModuleInitializer]
    internal static void TrustTheMachine() => AWSConfigs.CorrectForClockSkew = false;
}
