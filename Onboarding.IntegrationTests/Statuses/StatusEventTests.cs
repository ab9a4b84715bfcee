using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Onboarding.IntegrationTests.Identity;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Statuses;

/// <summary>Every status is an event, through every door; the audit log and the data lake have each once.</summary>
public sealed partial class StatusEventTests(RunningStack stack) : IClassFixture<RunningStack>
{
    private static readonly string[] Statuses = ["registered", "processing", "completed"];

    [Theory]
    [MemberData(nameof(Doors.All), MemberType = typeof(Doors))]
    public async Task Each_status_is_published_once(string door)
    {
        var bus = await EventQueue.SubscribeAsync(stack, $"statuses-of-{door}");

        var userId = await stack.EnterAsync(door, $"status.{door.ToLowerInvariant()}@example.com");

        var events = await bus.UntilAsync(events => IsThere(events, userId, "completed"));
        // One mapping publishes what follows registered, in order: were an event there twice, it would be by now.
        var next = await stack.EnterAsync(door, $"status.{door.ToLowerInvariant()}.next@example.com");
        events = await bus.UntilAsync(events => IsThere(events, next, "completed"));
        var own = events.Where(e => AuditTrail.UserOf(e) == userId).ToList();
        Assert.Equal(Statuses, own.Select(TypeOf).Order(StatusOrder));
        Assert.All(own, e =>
        {
            Assert.Equal(door, Data(e).GetProperty("source").GetString());
            Assert.Equal(TypeOf(e) == "registered" ? "pending" : TypeOf(e), Data(e).GetProperty("status").GetString());
        });
        Assert.Equal(3, own.Select(IdOf).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Doors.All), MemberType = typeof(Doors))]
    public async Task The_audit_log_and_the_data_lake_have_each_status_once(string door)
    {
        var userId = await stack.EnterAsync(door, $"trail.{door.ToLowerInvariant()}@example.com");
        var registration = await stack.ReachedAsync(userId, "completed", "failed");

        var trail = await stack.AuditTrailAsync(userId, Statuses.Length);
        Assert.Equal(Statuses, trail.Select(item => item["eventType"].S).Order(StatusOrder));
        Assert.All(trail, item => Assert.Equal("onboarding.onboarding", item["source"].S));

        var lake = (await stack.DataLakeAsync(userId, Statuses.Length))
            .Where(line => AuditTrail.UserOf(line.Event) == userId).ToList();
        Assert.Equal(
            trail.Select(item => item["eventId"].S).Order(StringComparer.Ordinal),
            lake.Select(line => IdOf(line.Event)).Order(StringComparer.Ordinal));
        Assert.All(lake, line =>
        {
            Assert.Matches(Key(), line.Key);
            Assert.Contains(
                $"dt={Data(line.Event).GetProperty("occurredAt").GetString()![..10]}/", line.Key,
                StringComparison.Ordinal);
        });

        var trace = ActivityTraceId.CreateFromString(registration.GetProperty("traceId").GetString());
        var spans = await stack.Spans.SettledAsync(trace);
        Assert.Equal("", SpanCollector.Orphans(spans));
        Assert.Equal(3, spans.Count(span => span.DisplayName == "process onboarding.onboarding"));
    }

    [Fact]
    public async Task A_registration_that_fails_says_why()
    {
        var userId = await stack.RegisteredAsync(
            new { email = "ada@nobody.invalid", name = "Ada", phone = "+442079460000" });

        var trail = await stack.AuditTrailAsync(userId, 2);

        Assert.Equal(["failed", "registered"], trail.Select(item => item["eventType"].S).Order());
        var failed = JsonDocument.Parse(trail.Single(item => item["eventType"].S == "failed")["event"].S).RootElement;
        Assert.Equal("domain_not_registered", Data(failed).GetProperty("reason").GetString());
    }

    private static Comparer<string?> StatusOrder { get; } = Comparer<string?>.Create(
        (left, right) => Array.IndexOf(Statuses, left).CompareTo(Array.IndexOf(Statuses, right)));

    private static bool IsThere(IEnumerable<JsonElement> events, string userId, string type) =>
        events.Any(e => AuditTrail.UserOf(e) == userId && TypeOf(e) == type);

    private static string? TypeOf(JsonElement e) => e.GetProperty("detail-type").GetString();

    private static string? IdOf(JsonElement e) =>
        e.GetProperty("detail").GetProperty("metadata").GetProperty("id").GetString();

    private static JsonElement Data(JsonElement e) => e.GetProperty("detail").GetProperty("data");

    [GeneratedRegex(@"^events/dt=\d{4}-\d{2}-\d{2}/[0-9a-f-]+\.ndjson$")]
    private static partial Regex Key();
}
