using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;

namespace Onboarding.Benchmarks.Scenarios;

/// <summary>One thing that is measured, with a host and data of its own.</summary>
internal abstract class Scenario
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new FirstRunScenario(),
        new StartScenario(),
        new TestClassScenario(),
        new ToolStartScenario(),
        new RegistrationScenario(),
        new InvokeScenario(),
        new ColdStartScenario(),
        new BootstrapScenario(isNative: false),
        new BootstrapScenario(isNative: true),
        new MappingScenario(),
        new DynamoDbScenario(),
        new EventsScenario(),
        new StatesScenario(),
        new SignUpScenario(),
    ];

    public abstract string Name { get; }

    /// <summary>One line for <c>--help</c>.</summary>
    public abstract string Summary { get; }

    /// <exception cref="BenchmarkException">An answer is wrong, or none comes.</exception>
    public abstract Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop);
}
