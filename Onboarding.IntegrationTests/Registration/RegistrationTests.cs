using System.Net;
using System.Text.Json;
using Amazon.S3.Model;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Registration;

/// <summary>One registration from the POST to the welcome mail, through every part of the stack.</summary>
public sealed class RegistrationTests(RunningStack stack) : IClassFixture<RunningStack>
{
    [Fact]
    public async Task A_registration_ends_completed_with_a_bucket_its_policy_and_one_mail()
    {
        var userId = await stack.RegisteredAsync(
            new { email = "Ada@Example.com", name = "Ada Lovelace", phone = "+442079460000" });
        var registration = await stack.ReachedAsync(userId, "completed", "failed");
        Assert.Equal("completed", registration.GetProperty("status").GetString());

        var bucket = stack.Ready.Outputs["UserBucketPrefix"] + userId;
        var buckets = await stack.S3.ListBucketsAsync();
        Assert.Contains(buckets.Buckets, b => b.BucketName == bucket);
        var policy = await stack.S3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = bucket });
        Assert.Contains($"arn:aws:s3:::{bucket}", policy.Policy, StringComparison.Ordinal);

        var mail = Assert.Single(await stack.MailsAsync("ada@example.com"));
        Assert.Equal("welcome@example.com", mail.GetProperty("from").GetString());
        Assert.Contains("Ada Lovelace", await stack.Api.GetStringAsync(
            $"{stack.Ready.MailboxUrl}/{mail.GetProperty("messageId").GetString()}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_users_item_holds_what_was_enriched()
    {
        var userId = await stack.RegisteredAsync(
            new { email = "enriched@example.org", name = "Grace Hopper", phone = "+442079460000" });
        await stack.ReachedAsync(userId, "completed");
        var item = await stack.UserItemAsync(userId);
        Assert.Equal("enriched@example.org", item["email"].S);
        Assert.Equal("register", item["source"].S);
        Assert.Contains("example.org", JsonSerializer.Serialize(item["domain"].M), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepts_with_the_place_to_look()
    {
        using var response = await stack.RegisterAsync(
            new { email = "location@example.com", name = "L", phone = "+442079460000" });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        var userId = body.GetProperty("userId").GetString();
        Assert.Equal("pending", body.GetProperty("status").GetString());
        Assert.Equal($"/registrations/{userId}", response.Headers.Location!.OriginalString);
        Assert.Equal(7, Guid.Parse(userId!).Version);
    }

    [Fact]
    public async Task Fails_a_domain_that_nobody_registered_with_the_reason()
    {
        var userId = await stack.RegisteredAsync(
            new { email = "nobody@unknown.invalid", name = "No Body", phone = "+442079460000" });
        var registration = await stack.ReachedAsync(userId, "completed", "failed");
        Assert.Equal("failed", registration.GetProperty("status").GetString());
        Assert.Equal("domain_not_registered", registration.GetProperty("reason").GetString());
        Assert.Empty(await stack.MailsAsync("nobody@unknown.invalid"));
    }

    [Fact]
    public async Task Refuses_a_known_address_in_any_spelling_and_keeps_the_first_user()
    {
        var userId = await stack.RegisteredAsync(
            new { email = "twice@example.com", name = "First", phone = "+442079460000" });
        using var again = await stack.RegisterAsync(
            new { email = "Twice@EXAMPLE.com", name = "Second", phone = "+442079460000" });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.DoesNotContain(userId, await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await stack.ReachedAsync(userId, "completed");
        Assert.Single(await stack.MailsAsync("twice@example.com"));
    }

    [Fact]
    public async Task Answers_the_same_Idempotency_Key_with_the_first_answer()
    {
        var body = new { email = "idempotent@example.com", name = "Once", phone = "+442079460000" };
        var first = await stack.RegisterOnceAsync("key-1", body);
        var second = await stack.RegisterOnceAsync("key-1", body);
        Assert.Equal(HttpStatusCode.Accepted, first.Status);
        Assert.Equal(first, second);
        var other = await stack.RegisterOnceAsync(
            "key-1", new { email = "other@example.com", name = "Other", phone = "+442079460000" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
    }

    [Fact]
    public async Task Of_many_registrations_of_one_address_at_once_exactly_one_wins()
    {
        var body = new { email = "race@example.com", name = "Racer", phone = "+442079460000" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            using var response = await stack.RegisterAsync(body);
            return response.StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.Accepted);
        Assert.Equal(15, answers.Count(a => a == HttpStatusCode.Conflict));
    }
}
