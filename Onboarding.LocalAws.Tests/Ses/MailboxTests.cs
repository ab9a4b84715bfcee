using System.Net;
using System.Text.Json;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Ses;

public sealed class MailboxTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync();
        await _host.VerifyAsync("example.com");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Lists_newest_first_in_pages_and_by_recipient()
    {
        for (var i = 0; i < 5; i++)
        {
            await _host.SendMailAsync(i % 2 == 0 ? "Ada <ada@example.net>" : "bob@example.net", $"m{i}");
        }

        Assert.Equal(["m4", "m3", "m2", "m1", "m0"], await SubjectsAsync("/_localaws/mail"));
        Assert.Equal(["m4", "m2", "m0"], await SubjectsAsync("/_localaws/mail?to=ADA%40example.net"));
        Assert.Equal(["m4", "m3"], await SubjectsAsync("/_localaws/mail?limit=2"));
        var page = JsonDocument.Parse(await _host.Http.GetStringAsync("/_localaws/mail?limit=2")).RootElement;
        var last = page[1].GetProperty("messageId").GetString();
        Assert.Equal(["m2", "m1", "m0"], await SubjectsAsync($"/_localaws/mail?before={last}"));
    }

    [Fact]
    public async Task Empties_on_delete()
    {
        await _host.SendMailAsync("ada@example.net");
        using var response = await _host.Http.DeleteAsync("/_localaws/mail");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("[]", await _host.Http.GetStringAsync("/_localaws/mail"));
    }

    [Fact]
    public async Task Serves_hostile_html_in_a_sandbox_and_escapes_it_elsewhere()
    {
        var id = await _host.SendMailAsync(
            "ada@example.net",
            "<script>alert(1)</script>",
            """{"Html":{"Data":"<script>alert(2)</script>"}}""");
        using var html = await _host.Http.GetAsync($"/_localaws/mail/{id}/html");
        Assert.StartsWith(
            "sandbox; default-src 'none'",
            html.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        Assert.Equal("<script>alert(2)</script>", await html.Content.ReadAsStringAsync());

        foreach (var path in new[] { "/_localaws/mail", $"/_localaws/mail/{id}" })
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, path);
            message.Headers.Add("Accept", "text/html,*/*");
            using var page = await _host.Http.SendAsync(message);
            Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
            Assert.DoesNotContain(
                "<script", await page.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Writes_a_simple_message_as_mime()
    {
        var id = await _host.SendMailAsync(
            "ada@example.net", "Grüße\r\nBcc: x@y.z", """{"Text":{"Data":"a"},"Html":{"Data":"b"}}""");
        var raw = await _host.Http.GetStringAsync($"/_localaws/mail/{id}/raw");
        Assert.Contains("Subject: =?UTF-8?B?", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("\nBcc:", raw, StringComparison.Ordinal);
        Assert.Contains("multipart/alternative", raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/_localaws/mail/unknown", HttpStatusCode.NotFound)]
    [InlineData("/_localaws/mail?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/_localaws/mail?limit=x", HttpStatusCode.BadRequest)]
    public async Task Answers_faults_in_one_line(string path, HttpStatusCode status)
    {
        using var response = await _host.Http.GetAsync(path);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public void Keeps_the_newest_within_its_bounds()
    {
        var mailbox = new Mailbox(MemoryChangeLog<MailChange>.Instance, countMax: 3, sizeBytesMax: 100);
        foreach (var i in Enumerable.Range(0, 5))
        {
            mailbox.Add(MailOf($"m{i}", 10));
        }

        Assert.Equal(["m4", "m3", "m2"], mailbox.List(_ => true, null, 10).Select(m => m.MessageId));
        mailbox.Add(MailOf("large", 95));
        Assert.Equal(["large"], mailbox.List(_ => true, null, 10).Select(m => m.MessageId));
        Assert.Null(mailbox.Find("m4"));
    }

    private static Mail MailOf(string id, long sizeBytes) => new()
    {
        MessageId = id,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        From = "a@example.com",
        Recipients = new MailRecipients(["b@example.com"], [], [], []),
        Content = new MailContent("s", "t", null, []),
        SizeBytes = sizeBytes,
    };

    private async Task<IEnumerable<string?>> SubjectsAsync(string path) =>
        JsonDocument.Parse(await _host.Http.GetStringAsync(path)).RootElement
            .EnumerateArray().Select(m => m.GetProperty("subject").GetString());
}
