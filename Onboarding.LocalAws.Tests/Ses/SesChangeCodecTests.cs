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
        Undelivered = [new("b@example.com", "bounced")],
        IsNotice = true,
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
        Assert.Equal(("welcome", "f", true), (again.TemplateName, again.Fault, again.IsNotice));
        Assert.Equal(Sample.Undelivered, again.Undelivered);
        var attachment = Assert.Single(again.Attachments);
        Assert.Equal([1, 2], attachment.Content.ToArray());
        Assert.Equal(
            Sample.Attachments[0] with { Content = default }, attachment with { Content = default });
        codec.MustRefuseWhatItHasNotWritten<MailChange>(
            [new MailChange.Accepted(Sample), new MailChange.Counted(3), new MailChange.Cleared()]);
    }

    /// <summary>Kind 1, which builds before attachments wrote, and kind 4, which those before bounces did.</summary>
    [Theory]
    [InlineData(1, 5)]
    [InlineData(4, 2)]
    public void Mail_of_earlier_builds_is_read(byte kind, int addedSizeBytes)
    {
        var codec = new MailChangeCodec();
        var plain = Sample with
        {
            TemplateName = null,
            Fault = null,
            Attachments = [],
            Undelivered = [],
            IsNotice = false,
        };
        // At the end the newer forms add two absent texts and no attachments, no bounces and a flag.
        var former = codec.Written(new MailChange.Accepted(plain))[..^addedSizeBytes];
        former[0] = kind;
        var again = Assert.IsType<MailChange.Accepted>(codec.Read(former)).Mail;
        Assert.Equal(("id", 7L, false), (again.MessageId, again.SizeBytes, again.IsNotice));
        Assert.Equal(Sample.Tags, again.Tags);
        Assert.Empty(again.Attachments);
        Assert.Empty(again.Undelivered);
    }

    [Fact]
    public void Identities_are_read_as_they_were_written()
    {
        var codec = new IdentityChangeCodec();
        var pending = new EmailIdentity("a@example.com", [new("k", "v")])
        {
            IsVerified = false,
            Link = new VerificationLink("token", DateTimeOffset.UnixEpoch),
        };
        var put = Assert.IsType<IdentityChange.Put>(codec.Reread(new IdentityChange.Put(pending)));
        Assert.Equal(pending with { Tags = [] }, put.Identity with { Tags = [] });
        Assert.Equal(pending.Tags, put.Identity.Tags);
        codec.MustRefuseWhatItHasNotWritten<IdentityChange>(
            [put, new IdentityChange.Removed("a@example.com"), new IdentityChange.Cleared()]);
    }

    /// <summary>Kind 1, which builds before the sandbox wrote: every identity was verified.</summary>
    [Fact]
    public void Identities_of_earlier_builds_are_verified()
    {
        var codec = new IdentityChangeCodec();
        // At the end the newer form adds two flags.
        var former = codec.Written(new IdentityChange.Put(new EmailIdentity("example.com", [])))[..^2];
        former[0] = 1;
        var again = Assert.IsType<IdentityChange.Put>(codec.Read(former)).Identity;
        Assert.Equal(("example.com", true, null), (again.Name, again.IsVerified, again.Link));
    }

    [Fact]
    public void Settings_of_the_account_are_read_as_they_were_written()
    {
        var codec = new SendingAccountChangeCodec();
        var set = new ConfigurationSet("set")
        {
            IsSendingEnabled = false,
            SuppressedReasons = [SuppressionReason.Complaint],
            Tags = [new("k", "v")],
            Destinations = [new EventDestination("d", true, [MailEventType.Bounce], "arn")],
        };
        var again = Assert.IsType<SendingAccountChange.SetPut>(
            codec.Reread<SendingAccountChange>(new SendingAccountChange.SetPut(set))).Set;
        Assert.Equal((set.Name, set.IsSendingEnabled), (again.Name, again.IsSendingEnabled));
        Assert.Equal(set.SuppressedReasons, again.SuppressedReasons);
        Assert.Equal(set.Tags, again.Tags);
        var destination = Assert.Single(again.Destinations);
        Assert.Equal(("d", true, "arn"), (destination.Name, destination.IsEnabled, destination.EventBusArn));
        Assert.Equal([MailEventType.Bounce], destination.Types);
        codec.MustRefuseWhatItHasNotWritten<SendingAccountChange>(
        [
            new SendingAccountChange.SetPut(set),
            new SendingAccountChange.SetRemoved("set"),
            new SendingAccountChange.Suppressed(
                new SuppressedAddress("a@example.com", SuppressionReason.Bounce, DateTimeOffset.UnixEpoch)),
            new SendingAccountChange.Released("a@example.com"),
            new SendingAccountChange.ReasonsPut([SuppressionReason.Bounce]),
            new SendingAccountChange.DetailsPut(
                new AccountDetails("TRANSACTIONAL", "https://example.com", "EN", "", ["a@example.com"], "case")),
            new SendingAccountChange.Cleared(),
        ]);
        byte[] unknownReason = [5, 1, 9];
        Assert.Throws<FormatException>(() => codec.Read(unknownReason));
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
