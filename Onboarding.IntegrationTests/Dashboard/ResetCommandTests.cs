using Onboarding.AppHost.Dashboard.Resources.Wire;

namespace Onboarding.IntegrationTests.Dashboard;

/// <summary>The command that forgets everything, on a host of its own.</summary>
public sealed class ResetCommandTests(ServedHost host) : IClassFixture<ServedHost>
{
    [Fact]
    public async Task Reset_forgets_everything_and_the_stack_is_there_again()
    {
        await host.CreateUserAsync("reset@example.com");
        Assert.NotEqual(0, Users());

        var reply = await host.Client.CallAsync(
            ServedHost.Method("ExecuteResourceCommand"),
            new CommandQuery { ResourceName = "localaws", CommandName = "reset" },
            CommandReply.Parser);

        Assert.Equal(CommandKind.CommandSucceeded, reply.Kind);
        Assert.Equal(0, Users());
        await host.CreateUserAsync("again@example.com");
    }

    private int Users() => host.Host.Inspect().Tables.Single(t => t.Name == "onboarding-UsersTable").ItemCount;
}
