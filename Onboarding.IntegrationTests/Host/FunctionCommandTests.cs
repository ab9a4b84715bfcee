using System.Net;
using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Host;

/// <summary><c>function NAME</c>: one function in a process of its own, for the host that runs already.</summary>
public sealed class FunctionCommandTests : IAsyncLifetime
{
    private readonly RunningStack _stack = new(new OnboardingOptions { Functions = FunctionHostingMode.External });

    public Task InitializeAsync() => _stack.InitializeAsync();

    public Task DisposeAsync() => _stack.DisposeAsync();

    [Fact]
    public async Task The_function_serves_the_events_of_the_host()
    {
        await using var function = Start("getregistration");
        using var response = await _stack.Api.GetAsync("/registrations/unknown");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        function.Interrupt();
        Assert.Equal(0, await function.ExitedAsync());
        Assert.Contains("onboarding-GetRegistrationFunction runs here", function.Output, StringComparison.Ordinal);
        Assert.Equal("", function.Error);
    }

    [Theory]
    [InlineData("there is no function 'Nothing' among onboarding-AuditFunction, ", "Nothing")]
    [InlineData("may be onboarding-GetMeFunction or onboarding-UpdateMeFunction", "me")]
    public async Task A_name_that_fits_none_or_several_is_one_clear_line(string named, string name)
    {
        await using var function = Start(name);
        Assert.Equal(1, await function.ExitedAsync());
        Assert.Contains(named, function.Error, StringComparison.Ordinal);
    }

    private HostProcess Start(string name) =>
        HostProcess.Start("function", name, "--endpoint", _stack.Ready.EdgeUrl.OriginalString);
}
