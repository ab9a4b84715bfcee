using Onboarding.IntegrationTests.Host;
using Testcontainers.LocalStack;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>The pipeline with tables, streams and objects in LocalStack, as a container of this test.</summary>
[Trait("Category", "Slow")]
public sealed class LocalStackContainerTests : IAsyncLifetime
{
    private LocalStackContainer? _localStack;

    public async Task InitializeAsync()
    {
        if (DockerFactAttribute.WhyNot is null)
        {
            _localStack = new LocalStackBuilder("localstack/localstack:4.14.0").Build();
            await _localStack.StartAsync();
        }
    }

    public async Task DisposeAsync() => await (_localStack?.DisposeAsync() ?? ValueTask.CompletedTask);

    [DockerFact]
    public async Task A_registration_completes()
    {
        var url = _localStack!.GetConnectionString();
        await using var host = HostProcess.Start(
            "--port", "0", "--no-dashboard", "--ready-file", "{ready}",
            "--aws", $"dynamodb={url}", "--aws", $"s3={url}");
        var ready = await host.ReadyAsync();
        Assert.Equal("completed", await RegistrationEnd.OfAsync(
            new Uri(ready.GetProperty("apiUrl").GetString()!), ready.GetProperty("apiKey").GetString()!));
    }
}
