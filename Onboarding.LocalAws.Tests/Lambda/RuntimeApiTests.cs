using System.Net;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Tests.Lambda;

/// <summary>
/// Documented(https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html); error texts are those of the runtime
/// interface emulator.
/// </summary>
public sealed class RuntimeApiTests : IAsyncLifetime
{
    private const string UuidPattern = "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";

    private TestHost _host = null!;
    private Runtime _runtime = null!;

    public async Task InitializeAsync()
    {
        _host = await LambdaHost.StartAsync();
        _host.Services.Functions.Deploy(LambdaHost.Function("echo"));
        _runtime = Runtime.External(_host, "echo");
    }

    public async Task DisposeAsync()
    {
        _runtime.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Hands_the_event_to_whoever_polls_and_the_answer_back()
    {
        var invoking = _host.InvokeAsync("echo", """{"a":1}""");
        var next = await _runtime.NextAsync();
        using var accepted = await _runtime.RespondAsync(next.RequestId, """{"b":2}""");
        using var answer = await invoking;
        Assert.Equal("""{"a":1}""", next.Payload);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal("""{"status":"OK"}""", await accepted.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"b":2}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("$LATEST", answer.Headers.GetValues("X-Amz-Executed-Version").Single());
        Assert.False(answer.Headers.Contains("X-Amz-Function-Error"));
    }

    /// <summary>Local: who holds the memory for bodies may be waiting for this very answer.</summary>
    [Fact]
    public async Task A_function_answers_though_everybody_else_waits_for_room()
    {
        var invoking = _host.InvokeAsync("echo", "{}");
        var next = await _runtime.NextAsync();
        using var room = await _host.Services.Bodies.TakeAsync(long.MaxValue, BodySender.Other, default);
        using var accepted = await _runtime.RespondAsync(next.RequestId, $"\"{new string('x', 1_000_000)}\"");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        using var answer = await invoking;
        Assert.Equal(1_000_002, (await answer.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task Sends_the_headers_that_AWS_sends()
    {
        var before = TimeProvider.System.GetUtcNow();
        var context = Convert.ToBase64String("""{"custom":{"k":"v"}}"""u8);
        var invoking = _host.InvokeAsync("echo", "{}", $"X-Amz-Client-Context: {context}");
        var next = await _runtime.NextAsync();
        using var accepted = await _runtime.RespondAsync(next.RequestId, "null");
        using var answer = await invoking;

        Assert.Matches(UuidPattern, next.RequestId);
        Assert.Equal(next.RequestId, answer.Headers.GetValues("x-amzn-RequestId").Single());
        Assert.Equal(
            "arn:aws:lambda:us-east-1:123456789012:function:echo", next.Headers["Lambda-Runtime-Invoked-Function-Arn"]);
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=[01]$",
            next.Headers["Lambda-Runtime-Trace-Id"]);
        Assert.Equal("""{"custom":{"k":"v"}}""", next.Headers["Lambda-Runtime-Client-Context"]);
        var deadline = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(
            next.Headers["Lambda-Runtime-Deadline-Ms"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(deadline - before, TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Serves_two_pollers_of_one_function_at_once()
    {
        using var second = Runtime.External(_host, "echo");
        var invocations = new[] { _host.InvokeAsync("echo", "1"), _host.InvokeAsync("echo", "2") };
        var mine = await _runtime.NextAsync();
        var theirs = await second.NextAsync();
        using var a = await second.RespondAsync(theirs.RequestId, theirs.Payload);
        using var b = await _runtime.RespondAsync(mine.RequestId, mine.Payload);
        var answers = await Task.WhenAll((await Task.WhenAll(invocations)).Select(r => r.Content.ReadAsStringAsync()));
        Assert.Equal(["1", "2"], answers);
    }

    [Fact]
    public async Task Gives_the_event_of_a_poller_that_left_to_the_next_one()
    {
        using var gone = new CancellationTokenSource();
        var leaving = _runtime.TryNextAsync(gone.Token);
        await _host.IdleAsync("echo", 1);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        await _host.IdleAsync("echo", 0);

        using var serving = new CancellationTokenSource();
        using var other = Runtime.External(_host, "echo");
        var loop = other.ServeAsync(e => e.Payload, serving.Token);
        using var answer = await _host.InvokeAsync("echo", "3");
        Assert.Equal("3", await answer.Content.ReadAsStringAsync());
        await serving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop);
    }

    [Fact]
    public async Task Passes_an_error_document_through_as_Unhandled()
    {
        var invoking = _host.InvokeAsync("echo", "{}");
        var next = await _runtime.NextAsync();
        const string document = """{"errorMessage":"no","errorType":"Sad","stackTrace":[]}""";
        using var accepted = await _runtime.PostAsync($"invocation/{next.RequestId}/error", document);
        using var answer = await invoking;
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Unhandled", answer.Headers.GetValues("X-Amz-Function-Error").Single());
        Assert.Equal(document, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Makes_a_document_of_the_error_type_where_the_runtime_sends_none()
    {
        var invoking = _host.InvokeAsync("echo", "{}");
        var next = await _runtime.NextAsync();
        using var accepted = await _runtime.PostAsync(
            $"invocation/{next.RequestId}/error", "", "Lambda-Runtime-Function-Error-Type: Extension.Sad");
        using var answer = await invoking;
        Assert.Equal("""{"errorType":"Extension.Sad"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Refuses_a_second_answer_and_an_unknown_id()
    {
        var invoking = _host.InvokeAsync("echo", "{}");
        var next = await _runtime.NextAsync();
        using var first = await _runtime.RespondAsync(next.RequestId, "1");
        using var second = await _runtime.RespondAsync(next.RequestId, "2");
        using var answer = await invoking;
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Equal(
            """{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}""",
            await second.Content.ReadAsStringAsync());
        Assert.Equal("1", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Refuses_an_answer_over_6_MB_and_fails_the_invocation()
    {
        var invoking = _host.InvokeAsync("echo", "{}");
        var next = await _runtime.NextAsync();
        using var refused = await _runtime.RespondAsync(next.RequestId, new string('x', (6 * 1024 * 1024) + 101));
        using var answer = await invoking;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Contains("RequestEntityTooLarge", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("Unhandled", answer.Headers.GetValues("X-Amz-Function-Error").Single());
        Assert.Equal(
            """{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size exceeded maximum """
            + """allowed payload size (6291556 bytes)."}""",
            await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Refuses_response_streaming_and_tells_the_caller_why()
    {
        var invoking = _host.InvokeAsync("echo", "{}");
        var next = await _runtime.NextAsync();
        using var refused = await _runtime.PostAsync(
            $"invocation/{next.RequestId}/response", "x", "Lambda-Runtime-Function-Response-Mode: streaming");
        using var answer = await invoking;
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("response streaming", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_functions_to_a_poller_of_an_unknown_one()
    {
        using var lost = Runtime.External(_host, "ehco");
        using var refused = await lost.TryNextAsync();
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Contains("echo", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_web_page()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, "/echo/2018-06-01/runtime/invocation/next");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var refused = await _host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
