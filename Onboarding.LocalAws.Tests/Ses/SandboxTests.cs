using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Ses.V1;

namespace Onboarding.LocalAws.Tests.Ses;

/// <summary>Documented(https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html).</summary>
public sealed partial class SandboxTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync(Options());

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task An_identity_waits_until_its_link_is_opened()
    {
        var created = await CreateAsync("hello@example.com");
        Assert.False(created.GetProperty("VerifiedForSendingStatus").GetBoolean());
        Assert.Equal((false, "PENDING"), await StatusAsync("hello@example.com"));
        var listed = (await _host.SesOkAsync(HttpMethod.Get, "identities")).GetProperty("EmailIdentities")[0];
        Assert.Equal("PENDING", listed.GetProperty("VerificationStatus").GetString());

        var link = await LinkAsync("hello@example.com");
        using var opened = await _host.Http.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Contains(
            "hello@example.com is verified", await opened.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((true, "SUCCESS"), await StatusAsync("hello@example.com"));
        using var again = await _host.Http.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task A_link_has_a_token_of_its_own_that_nobody_guesses()
    {
        await CreateAsync("a@example.com");
        await CreateAsync("b@example.com");
        var (a, b) = (await LinkAsync("a@example.com"), await LinkAsync("b@example.com"));
        Assert.NotEqual(a, b);
        // 256 bits.
        Assert.Equal(43, a.Query["?token=".Length..].Length);
        foreach (var token in (string[])["", "a@example.com", a.Query["?token=".Length..][..^1] + "!"])
        {
            using var guessed = await _host.Http.GetAsync(
                $"/_localaws/ses/verify?token={Uri.EscapeDataString(token)}");
            Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
        }

        await _host.Http.GetStringAsync(b);
        Assert.Equal((false, "PENDING"), await StatusAsync("a@example.com"));
        Assert.Equal((true, "SUCCESS"), await StatusAsync("b@example.com"));
    }

    /// <summary>A prefetch or a monitor that asks with HEAD has not opened it.</summary>
    [Theory]
    [InlineData("HEAD")]
    [InlineData("POST")]
    public async Task Only_a_GET_opens_a_link(string method)
    {
        await CreateAsync("hello@example.com");
        using var request = new HttpRequestMessage(new HttpMethod(method), await LinkAsync("hello@example.com"));
        using var response = await _host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal((false, "PENDING"), await StatusAsync("hello@example.com"));
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/ses/latest/APIReference/API_GetIdentityVerificationAttributes.html).
    /// </summary>
    [Theory]
    [InlineData("hello@example.com", 24)]
    [InlineData("example.com", 72)]
    public async Task A_link_ends(string identity, int hours)
    {
        await CreateAsync(identity);
        var isAddress = identity.Contains('@', StringComparison.Ordinal);
        var link = await LinkAsync(isAddress ? identity : "postmaster@" + identity);
        _time.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        Assert.Equal((false, "PENDING"), await StatusAsync(identity));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((false, "FAILED"), await StatusAsync(identity));
        using var opened = await _host.Http.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, opened.StatusCode);
        Assert.Equal((false, "FAILED"), await StatusAsync(identity));
    }

    [Fact]
    public async Task The_first_API_mails_another_link_where_it_is_asked_again()
    {
        await _host.ResultAsync("VerifyEmailIdentity", ("EmailAddress", "a@example.com"));
        var first = await LinkAsync("a@example.com");
        Assert.Equal("Pending", await StatusInV1Async("a@example.com"));
        await _host.ResultAsync("VerifyEmailIdentity", ("EmailAddress", "a@example.com"));
        var second = await LinkAsync("a@example.com");
        using var superseded = await _host.Http.GetAsync(first);
        Assert.Equal(HttpStatusCode.NotFound, superseded.StatusCode);
        await _host.Http.GetStringAsync(second);
        Assert.Equal("Success", await StatusInV1Async("a@example.com"));
        await _host.ResultAsync("VerifyEmailIdentity", ("EmailAddress", "a@example.com"));
        Assert.Equal("Success", await StatusInV1Async("a@example.com"));
    }

    [Fact]
    public async Task The_mailbox_page_links_what_verifies_and_nothing_else()
    {
        await CreateAsync("hello@example.com");
        var mail = await _host.Http.GetStringAsync("/_localaws/mail");
        var id = JsonDocument.Parse(mail).RootElement[0].GetProperty("messageId").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/_localaws/mail/{id}");
        request.Headers.Add("Accept", "text/html");
        using var response = await _host.Http.SendAsync(request);
        var path = (await LinkAsync("hello@example.com")).PathAndQuery;
        Assert.Contains($"<a href=\"{path}\">", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sender_and_recipients_must_be_verified()
    {
        await CreateAsync("example.com");
        Assert.Equal(
            "400 MessageRejected: Email address is not verified. The following identities failed the check in region "
            + "US-EAST-1: Onboarding <hello@example.com>, Ada <ada@example.net>",
            await _host.SendFaultAsync("Ada <ada@example.net>"));
        await OpenAsync("postmaster@example.com");
        Assert.EndsWith(
            ": Ada <ada@example.net>",
            await _host.SendFaultAsync("Ada <ada@example.net>"),
            StringComparison.Ordinal);
        await CreateAsync("ada@example.net");
        await OpenAsync("ada@example.net");
        await _host.SendMailAsync("Ada <ada@example.net>");
        Assert.Equal(1, await SentAsync());
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/ses/latest/dg/quotas.html); of the first API Recorded
    /// (https://github.com/awsdocs/amazon-ses-developer-guide/issues/60), of the second
    /// (https://github.com/pm-pmaas/etailors_amazon_ses/issues/117).
    /// </summary>
    [Fact]
    public async Task One_message_a_second()
    {
        await VerifiedAsync("example.com");
        await _host.SendMailAsync("ada@example.com");
        const string tooFast = "429 TooManyRequestsException: Maximum sending rate exceeded.";
        Assert.Equal(tooFast, await _host.SendFaultAsync("ada@example.com"));
        var (code, message) = await _host.FaultAsync(
            "SendEmail",
            ("Source", "hello@example.com"),
            ("Destination.ToAddresses.member.1", "ada@example.com"),
            ("Message.Subject.Data", "s"),
            ("Message.Body.Text.Data", "t"));
        Assert.Equal(("Throttling", "Maximum sending rate exceeded."), (code, message));
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(tooFast, await _host.SendFaultAsync("ada@example.com"));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await _host.SendMailAsync("ada@example.com");
        Assert.Equal(2, await SentAsync());
    }

    /// <summary>Recorded: https://github.com/django-ses/django-ses/issues/59 quotes the SES blog.</summary>
    [Fact]
    public async Task A_message_to_several_takes_as_many_seconds()
    {
        await VerifiedAsync("example.com");
        await _host.SesOkAsync(
            HttpMethod.Post,
            "outbound-emails",
            SesHost.Simple("a@example.com").Replace(
                "\"a@example.com\"",
                "\"a@example.com\",\"b@example.com\",\"c@example.com\"",
                StringComparison.Ordinal));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.StartsWith("429 ", await _host.SendFaultAsync("a@example.com"), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _host.SendMailAsync("a@example.com");
        Assert.Equal(4, await SentAsync());
    }

    /// <summary>Documented(https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html).</summary>
    [Fact]
    public async Task Two_hundred_a_day_of_which_the_simulator_counts_none()
    {
        await VerifiedAsync("example.com");
        for (var i = 0; i < 200; i++)
        {
            await _host.SendMailAsync("ada@example.com");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            "429 TooManyRequestsException: Daily message quota exceeded.",
            await _host.SendFaultAsync("ada@example.com"));
        await _host.SendMailAsync("success+a@simulator.amazonses.com");
        // What is seen of messages is not what was sent.
        using var cleared = await _host.Http.DeleteAsync("/_localaws/mail");
        Assert.Equal(200, await SentAsync());
        _time.Advance(TimeSpan.FromHours(24));
        await _host.SendMailAsync("ada@example.com");
        Assert.Equal(1, await SentAsync());
    }

    [Fact]
    public async Task A_refused_message_is_nowhere_and_counts_for_nothing()
    {
        await VerifiedAsync("example.com");
        using var cleared = await _host.Http.DeleteAsync("/_localaws/mail");
        await _host.SendFaultAsync("ada@example.net");
        Assert.Equal("[]", await _host.Http.GetStringAsync("/_localaws/mail"));
        Assert.Equal(0, await SentAsync());
        // Not even the second.
        await _host.SendMailAsync("ada@example.com");
    }

    /// <summary>Documented(https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutAccountDetails.html).</summary>
    [Fact]
    public async Task The_account_says_that_it_is_in_the_sandbox_and_asks_to_be_let_out()
    {
        var account = await _host.SesOkAsync(HttpMethod.Get, "account");
        Assert.False(account.GetProperty("ProductionAccessEnabled").GetBoolean());
        Assert.Equal(200, account.GetProperty("SendQuota").GetProperty("Max24HourSend").GetInt32());
        Assert.Equal(1, account.GetProperty("SendQuota").GetProperty("MaxSendRate").GetInt32());
        Assert.False(account.TryGetProperty("Details", out _));
        const string asked = """
            {"MailType":"TRANSACTIONAL","WebsiteURL":"https://example.com","ProductionAccessEnabled":true}
            """;
        await _host.SesOkAsync(HttpMethod.Post, "account/details", asked);
        account = await _host.SesOkAsync(HttpMethod.Get, "account");
        Assert.False(account.GetProperty("ProductionAccessEnabled").GetBoolean());
        var details = account.GetProperty("Details");
        Assert.Equal("PENDING", details.GetProperty("ReviewDetails").GetProperty("Status").GetString());
        Assert.Equal("https://example.com", details.GetProperty("WebsiteURL").GetString());
        Assert.StartsWith(
            "409 ConflictException: ",
            await _host.SesFaultAsync(HttpMethod.Post, "account/details", asked),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "400 BadRequestException: 1 validation error detected: Value 'SPAM' at 'mailType'",
            await _host.SesFaultAsync(
                HttpMethod.Post, "account/details", asked.Replace("TRANSACTIONAL", "SPAM", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "suppression/addresses", """{"EmailAddress":"a@example.com","Reason":"BOUNCE"}""")]
    [InlineData("GET", "suppression/addresses", null)]
    [InlineData("GET", "suppression/addresses/a%40example.com", null)]
    [InlineData("DELETE", "suppression/addresses/a%40example.com", null)]
    public async Task There_is_no_suppression_list_to_manage(string method, string path, string? body) =>
        Assert.StartsWith(
            "400 BadRequestException: Suppression list management is not available",
            await _host.SesFaultAsync(new HttpMethod(method), path, body),
            StringComparison.Ordinal);

    /// <summary>Local: AWS has no such folder.</summary>
    [Theory]
    [InlineData(SesMode.Sandbox, false)]
    [InlineData(SesMode.Production, true)]
    public async Task What_waits_survives_a_kill_and_ends_outside_of_the_sandbox(SesMode next, bool isVerified)
    {
        using var folder = new DataFolder();
        DataFolder killed;
        Uri link;
        await using (var host = await TestHost.StartAsync(Options(folder)))
        {
            await host.SesOkAsync(HttpMethod.Post, "identities", """{"EmailIdentity":"example.com"}""");
            link = await LinkAsync("postmaster@example.com", host);
            await host.Http.GetStringAsync(link);
            await host.SendMailAsync("ada@example.com");
            await host.SesOkAsync(HttpMethod.Post, "identities", """{"EmailIdentity":"a@example.net"}""");
            killed = folder.Copy();
        }

        using (killed)
        {
            await using var host = await TestHost.StartAsync(Options(killed) with { Ses = next });
            Assert.Equal((isVerified, isVerified ? "SUCCESS" : "PENDING"), await StatusAsync("a@example.net", host));
            Assert.Equal((true, "SUCCESS"), await StatusAsync("example.com", host));
            Assert.Equal(1, await SentAsync(host));
            await host.Http.GetStringAsync((await LinkAsync("a@example.net", host)).PathAndQuery);
            Assert.Equal((true, "SUCCESS"), await StatusAsync("a@example.net", host));
        }
    }

    private LocalAwsOptions Options(DataFolder? folder = null) => new()
    {
        Ses = SesMode.Sandbox,
        Time = _time,
        DataFolder = folder is null ? null : new DirectoryInfo(folder.Path),
    };

    private Task<JsonElement> CreateAsync(string identity) => _host.SesOkAsync(
        HttpMethod.Post, "identities", $$"""{"EmailIdentity":"{{identity}}"}""");

    /// <param name="domain">Whose postmaster opens the link.</param>
    private async Task VerifiedAsync(string domain)
    {
        await CreateAsync(domain);
        await OpenAsync("postmaster@" + domain);
    }

    private async Task OpenAsync(string address) => await _host.Http.GetStringAsync(await LinkAsync(address));

    /// <summary>The one of the newest mail to an address.</summary>
    private async Task<Uri> LinkAsync(string to, TestHost? host = null)
    {
        host ??= _host;
        var mails = await host.Http.GetStringAsync($"/_localaws/mail?to={Uri.EscapeDataString(to)}");
        var id = JsonDocument.Parse(mails).RootElement[0].GetProperty("messageId").GetString();
        var mail = JsonDocument.Parse(await host.Http.GetStringAsync($"/_localaws/mail/{id}")).RootElement;
        Assert.Equal("no-reply-aws@amazon.com", mail.GetProperty("from").GetString());
        return new Uri(Url().Match(mail.GetProperty("text").GetString()!).Value);
    }

    private async Task<(bool MaySend, string? Status)> StatusAsync(string identity, TestHost? host = null)
    {
        var got = await (host ?? _host).SesOkAsync(HttpMethod.Get, "identities/" + Uri.EscapeDataString(identity));
        return (
            got.GetProperty("VerifiedForSendingStatus").GetBoolean(),
            got.GetProperty("VerificationStatus").GetString());
    }

    private async Task<string> StatusInV1Async(string identity) => (await _host.ResultAsync(
        "GetIdentityVerificationAttributes", ("Identities.member.1", identity)))
        .Descendants(V1Host.Xml + "VerificationStatus").Single().Value;

    private async Task<int> SentAsync(TestHost? host = null) =>
        (await (host ?? _host).SesOkAsync(HttpMethod.Get, "account"))
        .GetProperty("SendQuota").GetProperty("SentLast24Hours").GetInt32();

    [GeneratedRegex("http://[^\\s]+/_localaws/ses/verify[^\\s]+")]
    private static partial Regex Url();
}
