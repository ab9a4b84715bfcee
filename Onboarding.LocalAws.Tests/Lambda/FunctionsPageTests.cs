using System.Net;
using System.Net.Http.Json;

namespace Onboarding.LocalAws.Tests.Lambda;

/// <summary>What a runtime gets that a developer starts.</summary>
public sealed class FunctionsPageTests
{
    [Fact]
    public async Task Lists_the_functions_and_gives_each_ones_environment()
    {
        await using var host = await LambdaHost.StartAsync();
        var definition = LambdaHost.Function("orders") with
        {
            Environment = new Dictionary<string, string> { ["TABLE"] = "orders-table" },
        };
        host.Services.Functions.Deploy(definition);

        Assert.Equal(["orders"], (await host.Http.GetFromJsonAsync<string[]>("/_localaws/functions"))!);
        using var response = await host.Http.GetAsync("/_localaws/functions/orders/environment");
        Assert.True(response.Headers.CacheControl!.NoStore);
        var environment = (await response.Content.ReadFromJsonAsync<Dictionary<string, string>>())!;
        Assert.Equal("orders-table", environment["TABLE"]);
        Assert.Equal("Handle", environment["_HANDLER"]);
        Assert.EndsWith("/orders", environment["AWS_LAMBDA_RUNTIME_API"], StringComparison.Ordinal);
        Assert.True(host.Services.Credentials.TryFind(environment["AWS_ACCESS_KEY_ID"], out var credential));
        Assert.EndsWith("assumed-role/orders-role/orders", credential.Owner.Arn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/_localaws/functions/unknown/environment", "there is no function unknown")]
    [InlineData("/_localaws/functions/orders", "GET functions[/{name}/environment]")]
    public async Task Refuses_anything_else_by_name(string path, string why)
    {
        await using var host = await LambdaHost.StartAsync();
        using var response = await host.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(why, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
