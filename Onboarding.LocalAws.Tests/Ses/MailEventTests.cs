using System.Text.Json;
using Onboarding.LocalAws.Tests.EventBridge;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.Ses;

/// <summary>
/// Documented(https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html, and
/// https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html of the simulator's addresses).
/// </summary>
public sealed class MailEventTests : IAsyncLifetime
{
    private TestHost _host = null!;
    private string _queue = "";

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync();
        await _host.VerifyAsync("example.com");
        _queue = await _host.CreateQueueAsync("events");
        await _host.EventsOkAsync("PutRule", """{"Name":"mail","EventPattern":"{\"source\":[\"aws.ses\"]}"}""");
        await _host.EventsOkAsync(
            "PutTargets",
            $$"""{"Rule":"mail","Targets":[{"Id":"q","Arn":"{{EventBridgeHost.QueueArn}}events"}]}""");
        await _host.SesOkAsync(HttpMethod.Post, "configuration-sets", """{"ConfigurationSetName":"set"}""");
        await _host.SesOkAsync(
            HttpMethod.Post,
            "configuration-sets/set/event-destinations",
            ConfigurationSetTests.Destination(
                "d", """["SEND","DELIVERY","BOUNCE","COMPLAINT","RENDERING_FAILURE"]"""));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("ada@example.net", "Email Sent, Email Delivered")]
    [InlineData("success@simulator.amazonses.com", "Email Sent, Email Delivered")]
    [InlineData("bounce@simulator.amazonses.com", "Email Sent, Email Bounced")]
    [InlineData("Bounce+ada@Simulator.amazonses.com", "Email Sent, Email Bounced")]
    [InlineData("suppressionlist@simulator.amazonses.com", "Email Sent, Email Bounced")]
    [InlineData("complaint@simulator.amazonses.com", "Email Sent, Email Delivered, Email Complaint Received")]
    [InlineData("ooto@simulator.amazonses.com", "Email Sent, Email Delivered, Email Bounced")]
    public async Task Tells_what_becomes_of_a_message(string to, string types)
    {
        await SendAsync(to);
        var events = await EventsAsync(types.Split(", ").Length);
        Assert.Equal(
            types.Split(", ").Order(StringComparer.Ordinal),
            events.Select(e => e.Text("detail-type")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_bounce_has_the_form_of_AWS()
    {
        var id = await SendAsync("Ada <bounce+ada@simulator.amazonses.com>");
        var bounced = await EventAsync("Email Bounced", of: 2);
        Assert.Equal("aws.ses", bounced.Text("source"));
        Assert.Equal(
            "arn:aws:ses:us-east-1:123456789012:configuration-set/set",
            bounced.GetProperty("resources")[0].GetString());
        var detail = bounced.GetProperty("detail");
        Assert.Equal("Bounce", detail.Text("eventType"));

        var bounce = detail.GetProperty("bounce");
        Assert.Equal(("Permanent", "General"), (bounce.Text("bounceType"), bounce.Text("bounceSubType")));
        Assert.Equal(
            """[{"emailAddress":"bounce+ada@simulator.amazonses.com","action":"failed","status":"5.1.1","""
            + "\"diagnosticCode\":\"smtp; 550 5.1.1 user unknown\"}]",
            bounce.GetProperty("bouncedRecipients").GetRawText());
        Assert.Matches("^0100[0-9a-f]{12}-[0-9a-f-]{36}-000000$", bounce.Text("feedbackId"));

        var mail = detail.GetProperty("mail");
        Assert.Equal(id, mail.Text("messageId"));
        Assert.Equal("Onboarding <hello@example.com>", mail.Text("source"));
        Assert.Equal("arn:aws:ses:us-east-1:123456789012:identity/example.com", mail.Text("sourceArn"));
        Assert.Equal("bounce+ada@simulator.amazonses.com", mail.GetProperty("destination")[0].GetString());
        Assert.Equal("Welcome", mail.Text("commonHeaders", "subject"));
        Assert.Contains(
            mail.GetProperty("headers").EnumerateArray(),
            h => h.Text("name") == "Subject" && h.Text("value") == "Welcome");
        var tags = mail.GetProperty("tags");
        Assert.Equal(
            ("set", "SendEmail", "example.com", "root", "u1"),
            (Tag("ses:configuration-set"), Tag("ses:operation"), Tag("ses:from-domain"), Tag("ses:caller-identity"),
                Tag("userId")));

        string? Tag(string name) => tags.GetProperty(name)[0].GetString();
    }

    [Fact]
    public async Task A_complaint_has_the_form_of_AWS()
    {
        await SendAsync("complaint@simulator.amazonses.com");
        var told = await EventAsync("Email Complaint Received", of: 3);
        var complaint = told.GetProperty("detail").GetProperty("complaint");
        Assert.Equal("abuse", complaint.Text("complaintFeedbackType"));
        Assert.Equal(JsonValueKind.Null, complaint.GetProperty("complaintSubType").ValueKind);
        Assert.Equal(
            """[{"emailAddress":"complaint@simulator.amazonses.com"}]""",
            complaint.GetProperty("complainedRecipients").GetRawText());
    }

    /// <summary>Recorded: https://geek-tips.imtqy.com/articles/540709/index.html.</summary>
    [Fact]
    public async Task Who_is_out_of_the_office_bounces_for_a_while_only()
    {
        await SendAsync("ooto@simulator.amazonses.com");
        var bounce = (await EventAsync("Email Bounced", of: 3)).GetProperty("detail").GetProperty("bounce");
        Assert.Equal(("Transient", "General"), (bounce.Text("bounceType"), bounce.Text("bounceSubType")));
        Assert.Equal(
            """[{"emailAddress":"ooto@simulator.amazonses.com"}]""",
            bounce.GetProperty("bouncedRecipients").GetRawText());
    }

    [Fact]
    public async Task A_template_that_cannot_be_rendered_is_told_and_not_sent()
    {
        await _host.SesOkAsync(
            HttpMethod.Post, "outbound-emails", """
            {"ConfigurationSetName":"set","FromEmailAddress":"hello@example.com",
            "Destination":{"ToAddresses":["ada@example.net"]},
            "Content":{"Template":{"TemplateContent":{"Subject":"{{name}}","Text":"t"},"TemplateData":"{}"}}}
            """);
        var failed = await EventAsync("Email Rendering Failed", of: 1);
        Assert.Equal("Rendering Failure", failed.Text("detail", "eventType"));
        Assert.StartsWith(
            "Rendering Failure: ", failed.Text("detail", "failure", "errorMessage"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_recipient_has_a_fate_of_their_own()
    {
        await SendAsync(
            "a@example.net\",\"bounce@simulator.amazonses.com\",\"complaint@simulator.amazonses.com", raw: true);
        var events = await EventsAsync(4);
        var delivery = events.Single(e => e.Text("detail-type") == "Email Delivered").GetProperty("detail");
        Assert.Equal(
            """["a@example.net","complaint@simulator.amazonses.com"]""",
            delivery.GetProperty("delivery").GetProperty("recipients").GetRawText());
    }

    [Fact]
    public async Task Tells_nobody_without_a_destination_that_asks_for_it()
    {
        await _host.SendMailAsync("bounce@simulator.amazonses.com");
        await _host.SesOkAsync(
            HttpMethod.Put,
            "configuration-sets/set/event-destinations/d",
            ConfigurationSetTests.Destination("d", """["COMPLAINT"]"""));
        await SendAsync("bounce@simulator.amazonses.com");
        await SendAsync("complaint@simulator.amazonses.com");
        Assert.Equal("Email Complaint Received", Assert.Single(await EventsAsync(1)).Text("detail-type"));
        await _host.SesOkAsync(
            HttpMethod.Put,
            "configuration-sets/set/event-destinations/d",
            ConfigurationSetTests.Destination("d").Replace("true", "false", StringComparison.Ordinal));
        await SendAsync("bounce@simulator.amazonses.com");
        Assert.Empty(await _host.ReceiveAsync(_queue));
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/ses/latest/dg/monitor-sending-activity-using-notifications-email.html).
    /// </summary>
    [Theory]
    [InlineData("bounce", "Delivery Status Notification (Failure)")]
    [InlineData("complaint", "Complaint about a message")]
    [InlineData("ooto", "Out of the office: Welcome")]
    public async Task The_sender_gets_it_by_mail_too(string simulated, string subject)
    {
        await _host.SendMailAsync($"{simulated}@simulator.amazonses.com");
        var mails = await _host.Http.GetStringAsync("/_localaws/mail?to=hello%40example.com");
        var mail = Assert.Single(JsonDocument.Parse(mails).RootElement.EnumerateArray());
        Assert.Equal(subject, mail.Text("subject"));
    }

    [Fact]
    public async Task The_mailbox_shows_who_did_not_get_a_message()
    {
        var id = await _host.SendMailAsync("bounce@simulator.amazonses.com");
        var mail = JsonDocument.Parse(await _host.Http.GetStringAsync($"/_localaws/mail/{id}")).RootElement;
        Assert.Equal(
            """[{"to":"bounce@simulator.amazonses.com","why":"bounced: the server knows no such user"}]""",
            mail.GetProperty("undelivered").GetRawText());
    }

    [Fact]
    public async Task Only_AWS_puts_events_of_its_own_sources()
    {
        var answer = await _host.EventsOkAsync(
            "PutEvents", """{"Entries":[{"Source":"aws.ses","DetailType":"Email Bounced","Detail":"{}"}]}""");
        Assert.Equal("NotAuthorizedForSourceException", answer.GetProperty("Entries")[0].Text("ErrorCode"));
    }

    /// <param name="raw">Whether the recipients are JSON already.</param>
    private async Task<string> SendAsync(string to, bool raw = false)
    {
        var request = SesHost.Simple(raw ? "PLACE" : to).Replace("PLACE", to, StringComparison.Ordinal);
        var answer = await _host.SesOkAsync(
            HttpMethod.Post,
            "outbound-emails",
            """{"ConfigurationSetName":"set","EmailTags":[{"Name":"userId","Value":"u1"}],""" + request[1..]);
        return answer.Text("MessageId");
    }

    private async Task<JsonElement> EventAsync(string type, int of) =>
        (await EventsAsync(of)).Single(e => e.Text("detail-type") == type);

    private async Task<List<JsonElement>> EventsAsync(int count)
    {
        List<JsonElement> events = [];
        while (events.Count < count)
        {
            var received = await _host.ReceiveAsync(_queue, ""","MaxNumberOfMessages":10,"WaitTimeSeconds":20""");
            Assert.NotEmpty(received);
            events.AddRange(received.Select(m => JsonDocument.Parse(m.Text("Body")).RootElement));
        }

        Assert.Equal(count, events.Count);
        return events;
    }
}
