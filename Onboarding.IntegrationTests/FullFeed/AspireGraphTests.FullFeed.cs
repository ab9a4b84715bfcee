using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Onboarding.AppHost.Aspire;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.Functions.Randomness;
using Onboarding.IntegrationTests.Host;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>The Aspire application itself, with the packages that this test could be built with.</summary>
[Trait("Category", "Slow")]
public sealed class AspireGraphTests
{
    [Theory]
    [InlineData("", "development-key", "localaws", "onboarding-EnrichFunction", "onboarding-RegisterFunction")]
    [InlineData("--aws localstack", "localstack", "localaws", "onboarding-ProvisionFunction")]
    [InlineData("--aws aws", "onboarding", "keys")]
    public void Every_piece_is_a_resource(string args, params string[] names)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions());
        AspireGraph.Describe(
            builder, GraphArguments.Parse(args.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.All(names, name => Assert.Contains(builder.Resources, resource => resource.Name == name));
    }

    [Fact]
    public async Task A_registration_completes_in_it()
    {
        var port = FreePort();
        var key = ApiKey.Mint(RandomSource.System).Text;
        await using var host = HostProcess.Start(
            new Dictionary<string, string> { ["Parameters__development-key"] = key }, "--port", $"{port}");
        Assert.Equal("completed", await RegistrationEnd.OfAsync(new Uri($"http://localhost:{port}"), key));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
