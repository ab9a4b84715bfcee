using System.Diagnostics;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Traces;

/// <summary>One registration is one connected trace, across the stream and every service.</summary>
public sealed class TraceTests(RunningStack stack) : IClassFixture<RunningStack>
{
    [Fact]
    public async Task One_registration_is_one_connected_trace_with_no_orphan()
    {
        var spans = await RegisterAsync("trace@example.com");
        var roots = spans.Where(span => span.ParentSpanId == default).ToList();

        Assert.Single(roots);
        Assert.Equal("", SpanCollector.Orphans(spans));
        var sources = spans.Select(span => span.Source.Name).ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "Onboarding.LocalAws",
                "onboarding-AuthorizeApiKeyFunction",
                "onboarding-RegisterFunction",
                "onboarding-EnrichFunction",
                "onboarding-ProvisionFunction",
            },
            sources);
    }

    [Fact]
    public async Task Each_stream_record_is_a_consumer_span_that_links_its_invocation()
    {
        var spans = await RegisterAsync("consumer@example.com");
        var consumers = spans.Where(span => span.Kind == ActivityKind.Consumer).ToList();
        Assert.True(consumers.Count >= 2, string.Join('\n', spans.Select(SpanCollector.Describe)));
        Assert.All(consumers, span => Assert.Single(span.Links));
    }

    [Fact]
    public async Task A_callers_trace_goes_on_through_the_pipeline()
    {
        var caller = new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/register")
        {
            Content = RunningStack.Json(new { email = "caller@example.com", name = "Caller", phone = "+442079460000" }),
        };
        request.Headers.Add("traceparent", $"00-{caller.TraceId}-{caller.SpanId}-01");
        using var response = await stack.Api.SendAsync(request);
        await stack.ReachedAsync(response.Headers.Location!.OriginalString.Split('/')[^1], "completed");
        Assert.Contains(stack.Spans.Of(caller.TraceId), span => span.ParentSpanId == caller.SpanId);
    }

    [Fact]
    public async Task No_span_or_log_line_holds_personal_data()
    {
        var spans = await RegisterAsync("private.person@example.com");
        var text = string.Join(
            '\n',
            spans.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Append(span.DisplayName)
                .Concat(span.Events.SelectMany(e => e.Tags).Select(tag => $"{tag.Key}={tag.Value}"))));
        Assert.DoesNotContain("private.person", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Private Person", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("private.person", stack.Logs.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private async Task<IReadOnlyList<Activity>> RegisterAsync(string email)
    {
        var userId = await stack.RegisteredAsync(new { email, name = "Private Person", phone = "+442079460000" });
        var registration = await stack.ReachedAsync(userId, "completed");
        var trace = ActivityTraceId.CreateFromString(registration.GetProperty("traceId").GetString());
        return await stack.Spans.SettledAsync(trace);
    }
}
