using System.Net;
using System.Text.Json;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.Operations;

/// <summary>GetFunction, GetFunctionConfiguration, ListFunctions.</summary>
public sealed class FunctionTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await LambdaHost.StartAsync();
        foreach (var name in (string[])["b", "a", "c"])
        {
            _host.Services.Functions.Deploy(LambdaHost.Function(name) with
            {
                ReservedConcurrency = 5,
                Environment = new Dictionary<string, string> { ["K"] = "v" },
            });
        }
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Describes_a_function()
    {
        using var function = await GetAsync("/2015-03-31/functions/a");
        Assert.Equal(
            """{"ReservedConcurrentExecutions":5}""", function.RootElement.GetProperty("Concurrency").GetRawText());
        using var configuration = await GetAsync("/2015-03-31/functions/a/configuration");
        Assert.Equal(
            configuration.RootElement.GetRawText(), function.RootElement.GetProperty("Configuration").GetRawText());
        Assert.Equal(
            """
            {"FunctionName":"a","FunctionArn":"arn:aws:lambda:us-east-1:123456789012:function:a",
            "Runtime":"provided.al2023","Role":"arn:aws:iam::123456789012:role/a-role","Handler":"Handle",
            "Description":"","Timeout":3,"MemorySize":128,"Version":"$LATEST","Environment":{"Variables":{"K":"v"}},
            "PackageType":"Zip","State":"Active","LastUpdateStatus":"Successful"}
            """.ReplaceLineEndings(""),
            configuration.RootElement.GetRawText());
    }

    [Fact]
    public async Task Leaves_out_the_environment_of_a_function_without_variables()
    {
        _host.Services.Functions.Deploy(LambdaHost.Function("bare"));
        using var configuration = await GetAsync("/2015-03-31/functions/bare/configuration");
        Assert.False(configuration.RootElement.TryGetProperty("Environment", out _));
    }

    [Fact]
    public async Task Lists_functions_in_pages()
    {
        using var first = await GetAsync("/2015-03-31/functions/?MaxItems=2");
        Assert.Equal(["a", "b"], Names(first));
        var marker = first.RootElement.GetProperty("NextMarker").GetString();
        using var second = await GetAsync($"/2015-03-31/functions/?Marker={marker}&MaxItems=2");
        Assert.Equal(["c"], Names(second));
        Assert.False(second.RootElement.TryGetProperty("NextMarker", out _));
    }

    [Fact]
    public async Task Refuses_an_unknown_function()
    {
        using var answer = await _host.SendSignedAsync("lambda", HttpMethod.Get, "/2015-03-31/functions/nobody");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_to_list_versions()
    {
        using var answer = await _host.SendSignedAsync(
            "lambda", HttpMethod.Get, "/2015-03-31/functions?FunctionVersion=ALL");
        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Contains(
            "FunctionVersion in Lambda ListFunctions",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    /// <summary>Local: in AWS a function has the variables of the template and the runtime alone.</summary>
    [Fact]
    public async Task Tells_what_the_host_gives_to_every_function_of_a_stack_unless_the_template_says_otherwise()
    {
        await using var host = await TestHost.StartAsync(new LocalAwsOptions
        {
            FunctionEnvironment = new Dictionary<string, string> { ["GIVEN"] = "host", ["BOTH"] = "host" },
        });
        var function = LambdaHost.Function("a") with
        {
            Environment = new Dictionary<string, string> { ["BOTH"] = "template" },
        };
        await host.Services.StackRuntime.CreateFunctionAsync(function, CancellationToken.None);
        using var answer = await host.SendSignedAsync(
            "lambda", HttpMethod.Get, "/2015-03-31/functions/a/configuration");
        using var configuration = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(
            """{"Variables":{"GIVEN":"host","BOTH":"template"}}""",
            configuration.RootElement.GetProperty("Environment").GetRawText());
    }

    private static IEnumerable<string?> Names(JsonDocument list) => list.RootElement.GetProperty("Functions")
        .EnumerateArray().Select(f => f.GetProperty("FunctionName").GetString());

    private async Task<JsonDocument> GetAsync(string path)
    {
        using var answer = await _host.SendSignedAsync("lambda", HttpMethod.Get, path);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
    }
}
