using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Compliance;

/// <summary><c>--functions process</c>: the host starts a child process per environment.</summary>
public sealed class ProcessStack() : RunningStack(new OnboardingOptions { Functions = FunctionHostingMode.Process });
