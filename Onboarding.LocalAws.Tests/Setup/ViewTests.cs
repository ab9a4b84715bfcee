using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Hosting.Views;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.Setup;

/// <summary>What a test sees of a host besides AWS's own APIs: mails, event sources, traces.</summary>
public sealed class ViewTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryTemplate _template = new();

    [Fact]
    public async Task A_mail_is_waited_for_and_read()
    {
        await using var aws = await LocalAwsHost.StartAsync(o => o.Template = Sender().Path);
        var waiting = aws.Mailbox.WaitForAsync("ada@example.com");
        Assert.False(waiting.IsCompleted);
        using var sent = await SendAsync(aws, "ada@example.com", "Hello");
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());

        var mail = await waiting;
        Assert.Equal("Hello", mail.Subject);
        Assert.Equal("text", mail.Text);
        Assert.Null(mail.Html);
        Assert.Equal(["Ada <ada@example.com>"], mail.To);
        Assert.Equal(mail.MessageId, Assert.Single(aws.Mailbox.ListTo("ADA@example.com")).MessageId);
        Assert.Empty(aws.Mailbox.ListTo("bob@example.com"));
        aws.Mailbox.Clear();
        Assert.Empty(aws.Mailbox.List());
    }

    [Fact]
    public async Task A_mail_that_does_not_come_is_told_with_those_that_came()
    {
        await using var aws = await LocalAwsHost.StartAsync(o => o.Template = Sender().Path);
        using var sent = await SendAsync(aws, "ada@example.com", "Hello");
        var fault = await Assert.ThrowsAsync<TimeoutException>(
            () => aws.Mailbox.WaitForAsync("bob@example.com", Short));
        Assert.Equal(
            "no mail to bob@example.com came in time; there are 'Hello' to Ada <ada@example.com>", fault.Message);
    }

    [Fact]
    public async Task A_limit_is_of_the_injected_clock()
    {
        var time = new ManualTime();
        var never = new TaskCompletionSource();
        var waiting = new Wait(time).ForAsync<string>(
            () => null, () => never.Task, TimeSpan.FromHours(1), () => "over", CancellationToken.None);
        await time.WhenTimerAsync(TimeSpan.FromHours(1));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("over", (await Assert.ThrowsAsync<TimeoutException>(() => waiting)).Message);
    }

    [Fact]
    public async Task Drained_means_that_every_record_has_been_handled()
    {
        var handled = 0;
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var aws = await OrderStack.StartAsync(_template, async (_, _) =>
        {
            await go.Task;
            Interlocked.Increment(ref handled);
            return new MemoryStream("{}"u8.ToArray());
        });
        await OrderAsync(aws);
        await Assert.ThrowsAsync<TimeoutException>(() => aws.EventSources.WaitUntilDrainedAsync(Short));
        go.SetResult();
        await aws.EventSources.WaitUntilDrainedAsync();
        Assert.Equal(1, handled);
    }

    [Fact]
    public async Task A_mapping_is_paused_and_resumed()
    {
        await using var aws = await OrderStack.StartAsync(_template);
        var mapping = Assert.Single(aws.EventSources.ListOf(aws.Stack.PhysicalIds["Confirm"]));
        Assert.Equal("Enabled", mapping.State);
        Assert.Contains(":table/local-Orders/stream/", mapping.EventSourceArn, StringComparison.Ordinal);
        mapping.Pause();
        await OrderAsync(aws);
        Assert.True(mapping.IsPaused);
        Assert.Equal(1, mapping.Lag);
        var fault = await Assert.ThrowsAsync<TimeoutException>(() => aws.EventSources.WaitUntilDrainedAsync(Short));
        Assert.Contains("local-Confirm has 1 of ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("(paused, ", fault.Message, StringComparison.Ordinal);

        mapping.Resume();
        await aws.EventSources.WaitUntilDrainedAsync();
        Assert.Equal(0, mapping.Lag);
        Assert.Equal("OK", mapping.LastProcessingResult);
    }

    [Fact]
    public async Task A_request_is_one_trace_through_the_functions()
    {
        await using var aws = await OrderStack.StartAsync(_template);
        await OrderAsync(aws);
        var confirm = await aws.Traces.WaitForAsync(
            span => span.Source == LambdaRuntime.ActivitySourceName && span.Name == "local-Confirm");
        await aws.EventSources.WaitUntilDrainedAsync();
        var trace = aws.Traces.ListOf(confirm.TraceId);
        // The call of this test, then each span below one of the same trace.
        var root = Assert.Single(trace, span => span.ParentSpanId is null);
        Assert.Equal("System.Net.Http", root.Source);
        Assert.All(trace.Except([root]), s => Assert.Contains(trace, parent => parent.SpanId == s.ParentSpanId));
        Assert.Contains(trace, span => span.Name == "POST /orders" && span.ParentSpanId == root.SpanId);
        Assert.Single(trace, span => span.Name == "local-Take");
        Assert.Single(trace, span => span.Name.Contains("PutItem", StringComparison.Ordinal));
        Assert.Empty(aws.Traces.ListOf(ActivityTraceId.CreateRandom().ToHexString()));
    }

    [Fact]
    public async Task A_handler_that_throws_stands_in_the_trace()
    {
        await using var aws = await OrderStack.StartAsync(
            _template, (_, _) => throw new InvalidOperationException("no paper"));
        await OrderAsync(aws);
        var failed = await aws.Traces.WaitForAsync(
            span => span is { Source: LambdaRuntime.ActivitySourceName, Status: ActivityStatusCode.Error });
        Assert.Equal("InvalidOperationException: no paper", failed.StatusDescription);
        var fault = await Assert.ThrowsAsync<TimeoutException>(
            () => aws.Traces.WaitForAsync(span => span.Name == "no such", Short));
        Assert.Contains("local-Confirm (InvalidOperationException: no paper)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_sources_nothing_is_collected()
    {
        await using var aws = await LocalAwsHost.StartAsync(new LocalAwsOptions { Port = 0 });
        Assert.Throws<InvalidOperationException>(() => aws.Traces.List());
    }

    [Fact]
    public void The_oldest_traces_make_room()
    {
        using var source = new ActivitySource("Onboarding.LocalAws.Tests.Room");
        using var store = new SpanStore([source.Name]) { Port = 1 };
        List<string> traces = [];
        for (var i = 0; i < 10_002; i++)
        {
            Activity.Current = null;
            using var span = source.StartActivity("one")!.SetTag("server.port", i % 2);
            traces.Add(span.TraceId.ToHexString());
        }

        Assert.Empty(store.Of(traces[0]));
        Assert.Empty(store.Of(traces[1]));
        Assert.Single(store.Of(traces[2]));
        Assert.Equal(5_000, store.Own().Count);
    }

    public void Dispose() => _template.Dispose();

    private TemporaryTemplate Sender()
    {
        File.WriteAllText(_template.Path, """
            Resources:
              Sender:
                Type: AWS::SES::EmailIdentity
                Properties: {EmailIdentity: shop@example.com}
            """);
        return _template;
    }

    private static async Task OrderAsync(LocalAwsHost aws)
    {
        using var http = new HttpClient();
        using var content = new StringContent("42");
        Activity.Current = null;
        using var response = await http.PostAsync(new Uri(aws.Stack.ApiUrl!, "/orders"), content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> SendAsync(LocalAwsHost aws, string to, string subject)
    {
        var body = Encoding.UTF8.GetBytes($$$$"""
            {"FromEmailAddress": "shop@example.com", "Destination": {"ToAddresses": ["Ada <{{{{to}}}}>"]},
             "Content": {"Simple": {"Subject": {"Data": "{{{{subject}}}}"}, "Body": {"Text": {"Data": "text"}}
             }}}
            """);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(aws.EdgeUrl, "/v2/email/outbound-emails"));
        message.Content = new ByteArrayContent(body);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        new SigV4Signer(aws.Services.Context.Credentials.Root, aws.Region, TimeProvider.System)
            .Sign(message, body, "ses");
        using var http = new HttpClient();
        return await http.SendAsync(message);
    }
}
