using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Tests.Users;

internal static class Reports
{
    /// <summary>Without listeners and without a log.</summary>
    public static RegistrationReport Silent { get; } = new(
        new ActivitySource("Onboarding.Tests"), new Meter("Onboarding.Tests"), NullLogger.Instance);
}
