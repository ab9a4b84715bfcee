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
    public async Task A_good_registration_has_no_error_and_is_no_more_than_one_trace()
    {
        var spans = await RegisterAsync("good@example.com");

        Assert.All(spans, span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
        Assert.Equal("POST /register", Assert.Single(spans, span => span.ParentSpanId == default).DisplayName);
        Assert.Contains(spans, span => span.DisplayName == "invoke onboarding-EnrichFunction");
        Assert.Contains(spans, span => span.DisplayName == "invoke onboarding-ProvisionFunction");
    }

    [Fact]
    public async Task A_failed_registration_is_an_error_with_its_reason_in_its_own_trace()
    {
        var userId = await stack.RegisteredAsync(
            new { email = "trace@nowhere.invalid", name = "Ada", phone = "+442079460000" });
        var registration = await stack.ReachedAsync(userId, "failed");
        var trace = ActivityTraceId.CreateFromString(registration.GetProperty("traceId").GetString());
        var end = await stack.Spans.FoundAsync(
            span => span.TraceId == trace && span.DisplayName == "failed: domain_not_registered",
            "of the failure");

        Assert.Equal(ActivityStatusCode.Error, end.Status);
        Assert.Equal("The registry does not know the domain of the e-mail address.", end.StatusDescription);
        Assert.Contains(
            stack.Logs.Split('\n'),
            line => line.Contains("\"Warning\"", StringComparison.Ordinal)
                && line.Contains(trace.ToHexString(), StringComparison.Ordinal)
                && line.Contains("domain_not_registered", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}", null, "POST /register 400 Bad Request", "Unset")]
    [InlineData("{}", "", "POST /register 401 Unauthorized", "Error")]
    [InlineData("{}", "onb_wrong", "POST /register 403 Forbidden", "Error")]
    public async Task A_refusal_is_named_so(string body, string? key, string name, string status)
    {
        var trace = ActivityTraceId.CreateRandom();
        using var api = new HttpClient { BaseAddress = stack.Api.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/register")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01");
        if (key != "")
        {
            request.Headers.Add("x-api-key", key ?? stack.Ready.ApiKey);
        }

        using var response = await api.SendAsync(request);

        var root = await stack.Spans.FoundAsync(
            span => span.TraceId == trace && span.ParentSpanId.ToHexString() == "b7ad6b7169203331", name, whole: false);
        Assert.Equal((name, status), (root.DisplayName, root.Status.ToString()));
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
        Assert.DoesNotContain("private.person", stack.Logs, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<IReadOnlyList<Activity>> RegisterAsync(string email)
    {
        var userId = await stack.RegisteredAsync(new { email, name = "Private Person", phone = "+442079460000" });
        var registration = await stack.ReachedAsync(userId, "completed");
        var trace = ActivityTraceId.CreateFromString(registration.GetProperty("traceId").GetString());
        return await stack.Spans.SettledAsync(trace);
    }
}
