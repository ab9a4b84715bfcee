using System.Net;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Ses.Persistence;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Ses;

/// <summary>Local: AWS has no such files.</summary>
public sealed class SesChangeCodecTests
{
    private static readonly Mail Sample = new()
    {
        MessageId = "id",
        ReceivedAt = DateTimeOffset.UnixEpoch,
        From = "a@example.com",
        Recipients = new MailRecipients(["b@example.com"], ["c@example.com"], [], ["d@example.com"]),
        Content = new MailContent("s", "t", null, [new("X-A", "1")]),
        Tags = [new("k", "v")],
        SizeBytes = 7,
        TemplateName = "welcome",
        Fault = "f",
        Attachments =
        [
            new MailAttachment
            {
                FileName = "a.png",
                ContentType = "image/png",
                Content = new byte[] { 1, 2 },
                IsInline = true,
                ContentId = "logo",
                Encoding = TransferEncoding.Base64,
            },
        ],
    };

    [Fact]
    public void Mail_is_read_as_it_was_written()
    {
        var codec = new MailChangeCodec();
        var again = Assert.IsType<MailChange.Accepted>(codec.Reread(new MailChange.Accepted(Sample))).Mail;
        Assert.Equal(("welcome", "f"), (again.TemplateName, again.Fault));
        var attachment = Assert.Single(again.Attachments);
        Assert.Equal([1, 2], attachment.Content.ToArray());
        Assert.Equal(
            Sample.Attachments[0] with { Content = default }, attachment with { Content = default });
        codec.MustRefuseWhatItHasNotWritten<MailChange>(
            [new MailChange.Accepted(Sample), new MailChange.Counted(3), new MailChange.Cleared()]);
    }

    /// <summary>Kind 1, which builds before attachments wrote.</summary>
    [Fact]
    public void Mail_of_earlier_builds_is_read()
    {
        var codec = new MailChangeCodec();
        var plain = Sample with { TemplateName = null, Fault = null, Attachments = [] };
        // Two absent texts and no attachments at the end are what the newer form adds.
        var former = codec.Written(new MailChange.Accepted(plain))[..^3];
        former[0] = 1;
        var again = Assert.IsType<MailChange.Accepted>(codec.Read(former)).Mail;
        Assert.Equal(("id", 7L), (again.MessageId, again.SizeBytes));
        Assert.Equal(Sample.Tags, again.Tags);
        Assert.Empty(again.Attachments);
    }

    [Fact]
    public void Templates_are_read_as_they_were_written()
    {
        var codec = new EmailTemplateChangeCodec();
        var template = new EmailTemplate(
            "t", new EmailTemplateContent("s", null, "<p>"), DateTimeOffset.UnixEpoch, [new("k", "v")]);
        var put = Assert.IsType<EmailTemplateChange.Put>(codec.Reread(new EmailTemplateChange.Put(template)));
        Assert.Equal(template with { Tags = [] }, put.Template with { Tags = [] });
        Assert.Equal(template.Tags, put.Template.Tags);
        codec.MustRefuseWhatItHasNotWritten<EmailTemplateChange>(
            [put, new EmailTemplateChange.Removed("t"), new EmailTemplateChange.Cleared()]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Templates_survive_a_kill_and_end_with_a_reset(bool compacted)
    {
        using var folder = new DataFolder();
        DataFolder killed;
        await using (var host = await StartAsync(folder))
        {
            await host.SesAsync(
                HttpMethod.Post, "templates", """{"TemplateName":"t","TemplateContent":{"Subject":"s"}}""");
            if (compacted)
            {
                await host.Services.CompactAsync();
            }

            killed = folder.Copy();
        }

        using (killed)
        {
            await using var next = await StartAsync(killed);
            Assert.Equal(HttpStatusCode.OK, (await next.SesAsync(HttpMethod.Get, "templates/t")).Status);
            using var reset = await next.Http.PostAsync("/_localaws/reset", null);
            Assert.True(reset.IsSuccessStatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await next.SesAsync(HttpMethod.Get, "templates/t")).Status);
        }
    }

    private static Task<TestHost> StartAsync(DataFolder folder) =>
        TestHost.StartAsync(new LocalAwsOptions { DataFolder = new DirectoryInfo(folder.Path) });
}
