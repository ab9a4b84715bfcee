using Onboarding.Benchmarks.CommandLine;
using Onboarding.Benchmarks.Scenarios;

namespace Onboarding.IntegrationTests.Documents;

/// <summary>The help and the faults of the benchmarks' command line. Nothing is measured here.</summary>
public sealed class BenchmarksCommandTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task The_help_lists_every_scenario()
    {
        Assert.Equal(0, await RunAsync("--help"));
        Assert.All(
            Scenario.All, s => Assert.Matches($@"\n\s+{s.Name}\s+{s.Summary}", _output.ToString()));
        Assert.Equal("", _error.ToString());
    }

    [Theory]
    [InlineData("no scenario 'invocation'", "start", "invocation")]
    [InlineData("no option '--frobnicate'", "start", "--frobnicate")]
    public async Task What_nobody_knows_is_one_clear_line_with_what_there_is(string said, params string[] arguments)
    {
        Assert.Equal(1, await RunAsync(arguments));
        var line = Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("benchmarks: there is " + said, line, StringComparison.Ordinal);
        Assert.All(Scenario.All, s => Assert.Contains(s.Name, line, StringComparison.Ordinal));
        Assert.Equal("", _output.ToString());
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private Task<int> RunAsync(params string[] arguments) =>
        BenchmarksCommand.InvokeAsync(arguments, _output, _error);
}
