using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.SageMakerRuntime;

/// <summary>
/// Documented(https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html); what the model
/// says is Local: PersonalisationModel's summary.
/// </summary>
public sealed class InvokeEndpointTests : IAsyncLifetime
{
    private const string Json = "Content-Type: application/json";

    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Predicts_the_same_for_the_same_instance_in_any_order_of_its_members()
    {
        using var response = await InvokeAsync(
            "any-endpoint",
            """
            {"instances":[{"source":"register","domain":"example.com"},{"domain":"example.com","source":"register"}]}
            """);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("AllTraffic", Assert.Single(response.Headers.GetValues("x-Amzn-Invoked-Production-Variant")));
        var hash = SHA256.HashData("""{"domain":"example.com","source":"register"}"""u8);
        string[] segments = ["explorer", "builder", "organiser", "analyst"];
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        var predictions = body.GetProperty("predictions").EnumerateArray().ToList();
        Assert.Equal(2, predictions.Count);
        Assert.All(predictions, prediction =>
        {
            Assert.Equal(segments[hash[0] % 4], prediction.GetProperty("segment").GetString());
            Assert.Equal(hash[1] % 100 / 100m, prediction.GetProperty("score").GetDecimal());
        });
    }

    [Theory]
    [InlineData("-endpoint", "pattern: ^[a-zA-Z0-9](-*[a-zA-Z0-9])*")]
    [InlineData("endpoint-", "pattern: ^[a-zA-Z0-9](-*[a-zA-Z0-9])*")]
    [InlineData("an_endpoint", "pattern: ^[a-zA-Z0-9](-*[a-zA-Z0-9])*")]
    [InlineData("a123456789b123456789c123456789d123456789e123456789f1234567891234", "less than or equal to 63")]
    public async Task Refuses_a_name_that_no_endpoint_can_have(string name, string fault)
    {
        using var response = await InvokeAsync(name, """{"instances":[{}]}""");

        await AssertFaultAsync(response, 400, "ValidationError", fault);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"instances":[]}""")]
    [InlineData("""{"instances":["text"]}""")]
    public async Task What_the_model_refuses_is_a_ModelError_with_its_status_and_text(string body)
    {
        using var response = await InvokeAsync("endpoint", body);

        var fault = await AssertFaultAsync(
            response, 424, "ModelError", "Received client error (400) from primary with message \"the body must be");
        Assert.Equal(400, fault.GetProperty("OriginalStatusCode").GetInt32());
        Assert.StartsWith(
            "the body must be", fault.GetProperty("OriginalMessage").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            "arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/Endpoints/endpoint",
            fault.GetProperty("LogStreamArn").GetString());
    }

    [Theory]
    [InlineData("text/csv", "application/json", "(415)")]
    [InlineData("application/json", "text/csv", "(406)")]
    public async Task The_model_reads_and_writes_JSON_only(string contentType, string accept, string status)
    {
        using var response = await _host.SendSignedAsync(
            "sagemaker", HttpMethod.Post, "/endpoints/endpoint/invocations", """{"instances":[{}]}""",
            $"Content-Type: {contentType}", $"Accept: {accept}");

        await AssertFaultAsync(response, 424, "ModelError", status);
    }

    [Theory]
    [InlineData("X-Amzn-SageMaker-Target-Variant", "TargetVariant")]
    [InlineData("X-Amzn-SageMaker-Target-Model", "TargetModel")]
    [InlineData("X-Amzn-SageMaker-Session-Id", "SessionId")]
    public async Task Refuses_by_name_what_one_model_does_not_have(string header, string member)
    {
        using var response = await _host.SendSignedAsync(
            "sagemaker", HttpMethod.Post, "/endpoints/endpoint/invocations", """{"instances":[{}]}""",
            Json, $"{header}: x");

        await AssertFaultAsync(response, 501, "NotImplementedException", member);
    }

    [Fact]
    public async Task Takes_a_body_of_6_MB_and_no_more()
    {
        using var most = await InvokeAsync("endpoint", Padded(6_291_456));
        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
        using var more = await InvokeAsync("endpoint", Padded(6_291_457));
        await AssertFaultAsync(more, 400, "ValidationError", "less than or equal to 6291456");
    }

    [Theory]
    [InlineData("/endpoints/endpoint/async-invocations")]
    [InlineData("/endpoints/endpoint/invocations-response-stream")]
    public async Task Refuses_the_other_ways_to_invoke(string path)
    {
        using var response = await _host.SendSignedAsync("sagemaker", HttpMethod.Post, path, "{}", Json);

        await AssertFaultAsync(response, 501, "UnknownOperationException", path);
    }

    private Task<HttpResponseMessage> InvokeAsync(string endpoint, string body) => _host.SendSignedAsync(
        "sagemaker", HttpMethod.Post, $"/endpoints/{endpoint}/invocations", Encoding.UTF8.GetBytes(body), Json);

    private static string Padded(int sizeBytes)
    {
        const string instances = """{"instances":[{}]}""";
        return instances + new string(' ', sizeBytes - instances.Length);
    }

    private static async Task<JsonElement> AssertFaultAsync(
        HttpResponseMessage response, int status, string code, string message)
    {
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
        var text = body.TryGetProperty("Message", out var own) ? own : body.GetProperty("message");
        Assert.Contains(message, text.GetString(), StringComparison.Ordinal);
        return body;
    }
}
