using System.Reflection;
using Onboarding.IntegrationTests.Compliance;

namespace Onboarding.IntegrationTests.Deploy;

/// <summary>
/// What trimming and ahead-of-time compilation take away is found only where the executable runs: every test of every
/// function, on the published one.
/// </summary>
[Trait("Category", "Slow")]
public sealed class NativeFunctionTests
{
    /// <summary>One test: those of a base class cannot be skipped where this machine lacks the compiler.</summary>
    [NativeFact]
    public async Task Every_function_does_its_work_as_a_native_executable()
    {
        var stack = new NativeStack();
        await stack.InitializeAsync();
        try
        {
            var tests = typeof(FunctionCompliance).GetMethods()
                .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
                .ToList();
            Assert.NotEmpty(tests);
            List<string> faults = [];
            foreach (var test in tests)
            {
                var fault = await Record.ExceptionAsync(() => (Task)test.Invoke(new NativeCompliance(stack), [])!);
                if (fault is not null)
                {
                    faults.Add($"{test.Name}: {fault.Message}");
                }
            }

            Assert.Empty(faults);
        }
        finally
        {
            await stack.DisposeAsync();
        }
    }

    private sealed class NativeCompliance(NativeStack stack) : FunctionCompliance(stack);
}
