using System.Globalization;
using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Stack;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.IntegrationTests.Statuses;

/// <summary>Sweep's schedule in template.yaml makes it run: all that the test does is to turn the clock.</summary>
public sealed class SweepScheduleTests : IAsyncLifetime
{
    private const string UserId = "018f0000-0000-7000-8000-00000000cccc";

    private readonly ShiftedClock _clock = new();
    private readonly RunningStack _stack;

    /// <summary>Without signatures: clients sign by the wall clock, which the test does not turn.</summary>
    public SweepScheduleTests() =>
        _stack = new RunningStack(new OnboardingOptions { Time = _clock, Iam = IamMode.Off });

    public Task InitializeAsync() => _stack.InitializeAsync();

    public Task DisposeAsync() => _stack.DisposeAsync();

    [OwnDynamoDbFact("another DynamoDB dates its stream records by the wall clock: two hours old, they are discarded")]
    public async Task The_schedule_drives_a_registration_again_that_is_open_for_too_long()
    {
        var since = _clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        await _stack.PutDueAsync(UserId, "processing", "open#0", since);

        // Eight occurrences of rate(15 minutes) come at once, behind the 90 minutes that the pipeline is left alone.
        await TurnAsync(TimeSpan.FromHours(2));

        var registration = await _stack.ReachedAsync(UserId, "completed", "failed");
        Assert.Equal("completed", registration.GetProperty("status").GetString());
        var trail = await _stack.AuditTrailAsync(UserId, count: 3);
        Assert.Equal(["completed", "processing", "registered"], trail.Select(item => item["eventType"].S).Order());
        Assert.All(trail, item => Assert.Contains("\"attempt\":2", item["event"].S, StringComparison.Ordinal));
        Assert.Equal("2", (await _stack.UserItemAsync(UserId))["metadata"].M["attempt"].N);
    }

    /// <summary>A rule that is put makes the host look at all schedules at once, instead of in half a minute.</summary>
    private async Task TurnAsync(TimeSpan by)
    {
        _clock.Advance(by);
        await _stack.CallAsync(
            "events", "AWSEvents.PutRule", new { Name = "look", ScheduleExpression = "rate(1 day)" });
    }
}
