using System.Net;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.Operations;

/// <summary>Documented(https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).</summary>
public sealed class InvokeTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await LambdaHost.StartAsync(LambdaHost.Serving(e => e.Payload));
        _host.Services.Functions.Deploy(LambdaHost.Function("echo"));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("echo")]
    [InlineData("echo:$LATEST")]
    [InlineData("123456789012:function:echo")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:echo")]
    [InlineData("arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Aecho")]
    public async Task Finds_a_function_by_every_form_of_its_name(string name)
    {
        using var answer = await _host.InvokeAsync(name, "1");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("nobody", 404, "ResourceNotFoundException", "Function not found: arn:aws:lambda:")]
    [InlineData("echo:1", 404, "ResourceNotFoundException", "123456789012:function:echo:1")]
    [InlineData("no.name", 400, "ValidationException", "functionName")]
    public async Task Refuses_a_function_that_is_not_there(string name, int status, string code, string message)
    {
        using var answer = await _host.InvokeAsync(name, "1");
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, answer.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Contains(message, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "", 400, "InvalidRequestContentException")]
    [InlineData("1", "X-Amz-Invocation-Type: Later", 400, "InvalidParameterValueException")]
    [InlineData("1", "X-Amz-Log-Type: Head", 400, "InvalidParameterValueException")]
    [InlineData("1", "X-Amz-Client-Context: %", 400, "InvalidRequestContentException")]
    [InlineData("1", "X-Amz-Tenant-Id: t", 501, "NotImplementedException")]
    [InlineData("1", "X-Amz-Durable-Execution-Name: e", 501, "NotImplementedException")]
    public async Task Refuses_a_wrong_request(string payload, string header, int status, string code)
    {
        using var answer = await _host.InvokeAsync("echo", payload, header.Length == 0 ? [] : [header]);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, answer.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task Refuses_an_event_over_6_MB_and_an_asynchronous_one_over_1_MB()
    {
        using var large = await _host.InvokeAsync("echo", $"\"{new string('x', 6 * 1024 * 1024)}\"");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using var queued = await _host.InvokeAsync(
            "echo", $"\"{new string('x', 1024 * 1024)}\"", "X-Amz-Invocation-Type: Event");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, queued.StatusCode);
    }

    [Fact]
    public async Task Only_looks_in_a_dry_run()
    {
        using var answer = await _host.InvokeAsync("echo", "1", "X-Amz-Invocation-Type: DryRun");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.True(_host.Services.Functions.Find("echo")!.WhenIdleAsync(0).IsCompleted);
    }

    [Fact]
    public async Task Sends_an_empty_object_where_there_is_no_payload()
    {
        using var answer = await _host.InvokeAsync("echo", "");
        Assert.Equal("{}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Refuses_an_operation_that_it_does_not_do()
    {
        using var answer = await _host.SendSignedAsync(
            "lambda", HttpMethod.Delete, "/2015-03-31/functions/echo");
        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
    }
}
