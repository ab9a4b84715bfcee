using Onboarding.IntegrationTests.Stack;
using Onboarding.IntegrationTests.Statuses;

namespace Onboarding.IntegrationTests.Compliance;

/// <summary>What the functions behind the event bus do, in each hosting mode.</summary>
public abstract class SubscriberCompliance(RunningStack stack)
{
    [FunctionFact("AuditFunction")]
    public async Task Audit_keeps_every_status()
    {
        var userId = await stack.RegisteredAsync(
            new { email = "audit@example.com", name = "Ada", phone = "+442079460000" });
        var trail = await stack.AuditTrailAsync(userId, count: 3);
        Assert.Equal(["completed", "processing", "registered"], trail.Select(item => item["eventType"].S).Order());
    }

    [FunctionFact("DataLakeFunction")]
    public async Task DataLake_has_a_line_for_every_status()
    {
        var userId = await stack.RegisteredAsync(
            new { email = "lake@example.com", name = "Ada", phone = "+442079460000" });
        var lines = await stack.DataLakeAsync(userId, count: 3);
        Assert.Equal(3, lines.Count(line => AuditTrail.UserOf(line.Event) == userId));
    }

    [FunctionFact("PersonaliseFunction")]
    public async Task Personalise_writes_what_the_model_says_to_the_user()
    {
        var userId = await stack.RegisteredAsync(
            new { email = "personal@example.com", name = "Ada", phone = "+442079460000" });
        var user = await stack.UserItemWithAsync(userId, "personalisation");
        string[] segments = ["explorer", "builder", "organiser", "analyst"];
        Assert.Contains(user["personalisation"].M["segment"].S, segments);
    }

    [FunctionFact("MailFeedbackFunction")]
    public async Task MailFeedback_notes_a_bounce_and_a_complaint_and_tells_the_bus()
    {
        foreach (var (address, state) in new[] { ("bounce", "bounced"), ("complaint", "complained") })
        {
            var email = $"{address}+compliance@simulator.amazonses.com";
            var userId = await stack.RegisteredAsync(new { email, name = "Ada", phone = "+442079460000" });
            var user = await stack.UserItemWithAsync(userId, "mail");
            Assert.Equal(state, user["mail"].M["state"].S);
            // The registration is none of the mail's business.
            await stack.ReachedAsync(userId, "completed");
            var trail = await stack.AuditTrailAsync(userId, count: 4);
            Assert.Equal(
                new[] { state, "completed", "processing", "registered" }.Order(),
                trail.Select(item => item["eventType"].S).Order());
            Assert.DoesNotContain(trail, item => item["event"].S.Contains(email, StringComparison.Ordinal));
        }
    }

    [FunctionFact("SweepFunction")]
    public async Task Sweep_drives_a_registration_again_that_nothing_else_moves_on()
    {
        const string userId = "018f0000-0000-7000-8000-00000000aaaa";
        await stack.PutDueAsync(userId, "processing", "open#0", "2026-01-01T00:00:00.000Z");

        await stack.InvokeAsync("onboarding-SweepFunction", "{}");

        var registration = await stack.ReachedAsync(userId, "completed", "failed");
        Assert.Equal("completed", registration.GetProperty("status").GetString());
        var trail = await stack.AuditTrailAsync(userId, count: 3);
        Assert.Equal(["completed", "processing", "registered"], trail.Select(item => item["eventType"].S).Order());
        Assert.All(trail, item => Assert.Contains("\"attempt\":2", item["event"].S, StringComparison.Ordinal));
        Assert.False((await stack.UserItemAsync(userId)).ContainsKey("due"));
    }

    [FunctionFact("SweepFunction")]
    public async Task Sweep_verifies_a_domain_that_an_outage_left_unverified()
    {
        const string userId = "018f0000-0000-7000-8000-00000000bbbb";
        await stack.PutDueAsync(userId, "completed", "unverified#0", "2026-01-01T00:00:00.000Z");

        await stack.InvokeAsync("onboarding-SweepFunction", "{}");

        var user = await stack.UserItemAsync(userId);
        Assert.Equal("verified", user["domain"].M["verification"].S);
        Assert.False(user.ContainsKey("due"));
    }
}
