using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.MailFeedback;

public sealed class MailFeedbackFunctionTests
{
    private const string Traceparent = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";

    private readonly FeedbackWorld _world = new("ada");

    [Theory]
    [InlineData("bounced")]
    [InlineData("complained")]
    public async Task Notes_it_at_the_user_and_tells_the_bus(string state)
    {
        await using var function = await StartAsync();

        var posted = await function.InvokeAsync(Samples.MailFeedback(state, "ada", traceparent: Traceparent));

        Assert.Equal("null", posted.Request.Body);
        Assert.Equal((state, "m1", true), (_world.State, _world.MessageId, _world.IsTold));
        var put = function.Aws.Requests.Single(request => request.Operation == "PutEvents");
        var entry = Assert.Single(BusWire.EntriesOf(put));
        Assert.Equal("onboarding-bus", entry.GetProperty("EventBusName").GetString());
        Assert.Equal("onboarding.onboarding", entry.GetProperty("Source").GetString());
        Assert.Equal(state, entry.GetProperty("DetailType").GetString());
        var detail = Assert.Single(BusWire.EventsIn(put));
        var metadata = detail.GetProperty("metadata");
        Assert.Equal(state, metadata.GetProperty("event_type").GetString());
        Assert.StartsWith(
            Traceparent[..36], metadata.GetProperty("traceparent").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            """{"userId":"ada","messageId":"m1","occurredAt":"2026-11-20T12:00:00.000Z"}""",
            detail.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task The_first_one_stands_and_is_told_once()
    {
        await using var function = await StartAsync();

        await function.InvokeAsync(Samples.MailFeedback("complained", "ada"));
        await function.InvokeAsync(Samples.MailFeedback("complained", "ada"));
        await function.InvokeAsync(Samples.MailFeedback("bounced", "ada", "m2"));

        Assert.Equal(("complained", "m1"), (_world.State, _world.MessageId));
        Assert.Single(_world.Events);
    }

    /// <summary>Neither as another user's nor as a new one.</summary>
    [Fact]
    public async Task A_user_who_is_gone_stays_gone()
    {
        await using var function = await StartAsync();

        var posted = await function.InvokeAsync(Samples.MailFeedback("bounced", "bob"));

        Assert.Equal("null", posted.Request.Body);
        Assert.Null(_world.State);
        Assert.Empty(_world.Events);
    }

    [Fact]
    public async Task An_event_that_the_bus_refuses_comes_again()
    {
        _world.Fault = request => request.Operation == "PutEvents" ? BusWire.Answer(request, _ => true) : null;
        await using var function = await StartAsync();

        var refused = await function.InvokeAsync(Samples.MailFeedback("bounced", "ada"));
        Assert.Equal("error", refused.Kind);
        Assert.Equal(("bounced", false), (_world.State, _world.IsTold));

        _world.Fault = null;
        await function.InvokeAsync(Samples.MailFeedback("bounced", "ada"));
        Assert.True(_world.IsTold);
        Assert.Single(_world.Events);
    }

    [Theory]
    [InlineData("""{"state":"delivered","userId":"ada","messageId":"m","at":"2026-11-20T12:00:00.000Z"}""")]
    [InlineData("""{"state":"bounced","messageId":"m","at":"2026-11-20T12:00:00.000Z"}""")]
    [InlineData("""{"state":"bounced","userId":"","messageId":"m","at":"2026-11-20T12:00:00.000Z"}""")]
    public async Task An_event_of_another_form_is_a_fault(string payload)
    {
        await using var function = await StartAsync();
        Assert.Equal("error", (await function.InvokeAsync(payload)).Kind);
        Assert.Empty(function.Aws.Requests);
    }

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 20).Select(seed => new object[] { seed });

    /// <summary>
    /// A bounce and a complaint, each delivered twice, in any order and by two environments; any call may fail before
    /// or after its effect, and what failed comes again: the user has what was written first, and the bus one event,
    /// by its id.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Duplicates_in_any_order_with_crashes_leave_one_word(int seed)
    {
        var random = new Random(seed);
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        string[] deliveries =
        [
            Samples.MailFeedback("bounced", "ada"), Samples.MailFeedback("bounced", "ada"),
            Samples.MailFeedback("complained", "ada", "m2"), Samples.MailFeedback("complained", "ada", "m2"),
        ];
        random.Shuffle(deliveries);
        _world.Fault = _world.Crashes(new Random(~seed));
        var waiting = new Queue<string>(deliveries);
        for (var attempt = 0; waiting.Count > 0; attempt++)
        {
            Assert.True(attempt < 200, $"Seed {seed}: the deliveries do not end.");
            var (a, b) = (waiting.Dequeue(), waiting.Count > 0 ? waiting.Dequeue() : null);
            var first = one.InvokeAsync(a);
            var second = b is null ? null : other.InvokeAsync(b);
            await AgainUnlessDoneAsync(first, a);
            if (second is not null)
            {
                await AgainUnlessDoneAsync(second, b!);
            }
        }

        var ids = _world.Events.Select(detail => detail.GetProperty("metadata").GetProperty("id").GetString())
            .Distinct();
        Assert.True(ids.Count() == 1, $"Seed {seed}: {string.Join(", ", _world.Events)}");
        Assert.All(_world.Events, detail => Assert.Equal(
            _world.State, detail.GetProperty("metadata").GetProperty("event_type").GetString()));
        Assert.True(_world.WriteCount == 1 && _world.IsTold, $"Seed {seed}: {_world.WriteCount} writes.");

        async Task AgainUnlessDoneAsync(Task<Posted> invocation, string payload)
        {
            if ((await invocation).Kind == "error")
            {
                waiting.Enqueue(payload);
            }
        }
    }

    private Task<FunctionUnderTest> StartAsync() => FunctionUnderTest.StartAsync("MailFeedback", _world.Answer);
}
