using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Ses.V1;

/// <summary>Documented(https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html and its siblings).</summary>
public sealed class V1SendingTests : IAsyncLifetime
{
    private static readonly (string, string)[] Envelope =
        [("Source", "Onboarding <hello@example.com>"), ("Destination.ToAddresses.member.1", "ada@example.net")];

    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync();
        await _host.VerifyAsync("example.com");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Sends_into_the_mailbox_of_the_second_API()
    {
        var mail = await MailAsync(await _host.ResultAsync("SendEmail",
        [
            .. Envelope,
            ("Destination.CcAddresses.member.1", "b@example.net"),
            ("Destination.CcAddresses.member.2", "c@example.net"),
            ("Destination.BccAddresses.member.1", "d@example.net"),
            ("ReplyToAddresses.member.1", "e@example.net"),
            ("ReturnPath", "bounces@example.com"),
            ("Message.Subject.Data", "Grüße"),
            ("Message.Body.Text.Data", "a+b c"),
            ("Message.Body.Html.Data", "<p>Hi</p>"),
            ("Message.Body.Html.Charset", "UTF-8"),
            ("Tags.member.1.Name", "kind"),
            ("Tags.member.1.Value", "welcome"),
        ]));
        Assert.Equal("Onboarding <hello@example.com>", mail.GetProperty("from").GetString());
        Assert.Equal("""["b@example.net","c@example.net"]""", mail.GetProperty("cc").GetRawText());
        Assert.Equal("""["d@example.net"]""", mail.GetProperty("bcc").GetRawText());
        Assert.Equal("""["e@example.net"]""", mail.GetProperty("replyTo").GetRawText());
        Assert.Equal("Grüße", mail.GetProperty("subject").GetString());
        Assert.Equal("a+b c", mail.GetProperty("text").GetString());
        Assert.Equal("<p>Hi</p>", mail.GetProperty("html").GetString());
        Assert.Equal("""[{"name":"kind","value":"welcome"}]""", mail.GetProperty("tags").GetRawText());

        var quota = await _host.ResultAsync("GetSendQuota");
        Assert.Equal(
            ["50000.0", "14.0", "4.0"], quota.Elements().Select(e => e.Value.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Sends_a_raw_message_to_those_that_the_request_names()
    {
        const string raw = "From: hello@example.com\r\nTo: Ada <ada@example.net>, left@example.net\r\n"
            + "Cc: c@example.net\r\nSubject: Raw\r\n\r\nBody";
        var data = ("RawMessage.Data", Convert.ToBase64String(Encoding.UTF8.GetBytes(raw)));
        var mail = await MailAsync(await _host.ResultAsync(
            "SendRawEmail",
            data,
            ("Destinations.member.1", "ADA@example.net"),
            ("Destinations.member.2", "c@example.net"),
            ("Destinations.member.3", "blind@example.net")));
        Assert.Equal("""["ADA@example.net"]""", mail.GetProperty("to").GetRawText());
        Assert.Equal("""["c@example.net"]""", mail.GetProperty("cc").GetRawText());
        Assert.Equal("""["blind@example.net"]""", mail.GetProperty("bcc").GetRawText());
        Assert.Equal(("Raw", "Body"), (mail.GetProperty("subject").GetString(), mail.GetProperty("text").GetString()));

        mail = await MailAsync(await _host.ResultAsync("SendRawEmail", data));
        Assert.Equal(2, mail.GetProperty("to").GetArrayLength());
    }

    [Fact]
    public async Task Sends_a_template_of_the_second_API()
    {
        await _host.SesAsync(
            HttpMethod.Post,
            "templates",
            """{"TemplateName":"t","TemplateContent":{"Subject":"Hi {{name}}","Text":"b"}}""");
        var mail = await MailAsync(await _host.ResultAsync(
            "SendTemplatedEmail", [.. Envelope, ("Template", "t"), ("TemplateData", """{"name":"Ada"}""")]));
        Assert.Equal("Hi Ada", mail.GetProperty("subject").GetString());
        Assert.Equal(
            ("TemplateDoesNotExist", "Template u does not exist."),
            await _host.FaultAsync("SendTemplatedEmail", [.. Envelope, ("Template", "u"), ("TemplateData", "{}")]));
        Assert.Equal(
            ("InvalidParameterValue", "The template data is invalid"),
            await _host.FaultAsync("SendTemplatedEmail", [.. Envelope, ("Template", "t"), ("TemplateData", "x")]));
    }

    [Fact]
    public async Task Rejects_with_the_codes_of_its_own()
    {
        Assert.Equal(
            (
                "ValidationError",
                "2 validation errors detected: Value null at 'message' failed to satisfy constraint: Member must not "
                + "be null; Value null at 'source' failed to satisfy constraint: Member must not be null"),
            await _host.FaultAsync("SendEmail"));
        Assert.Equal(
            (
                "MessageRejected",
                "Email address is not verified. The following identities failed the check in region US-EAST-1: "
                + "a@other.com"),
            await _host.FaultAsync("SendEmail", Simple(("Source", "a@other.com"))));
        Assert.Equal(
            "MessageRejected",
            (await _host.FaultAsync("SendEmail", Simple(Envelope[0], ("ReturnPath", "a@other.com")))).Code);
        Assert.Equal(
            ("InvalidParameterValue", "Missing final '@domain'"),
            await _host.FaultAsync("SendEmail", Simple(("Source", "nobody"))));
        Assert.Equal(
            ("ConfigurationSetDoesNotExist", "Configuration set <c> does not exist."),
            await _host.FaultAsync("SendEmail", Simple(Envelope[0], ("ConfigurationSetName", "c"))));
        Assert.Equal(
            ("InvalidParameterValue", "RawMessage.Data is not valid base64."),
            await _host.FaultAsync("SendRawEmail", ("RawMessage.Data", "%")));
    }

    /// <summary>https://docs.aws.amazon.com/ses/latest/dg/quotas.html: 10 MB, where the second API takes 40.</summary>
    [Fact]
    public async Task Takes_10_MB()
    {
        var raw = new byte[(10 * 1024 * 1024) + 1];
        Encoding.ASCII.GetBytes("From: hello@example.com\r\nTo: ada@example.net\r\nSubject: s\r\n\r\n").CopyTo(raw, 0);
        Assert.Equal(
            ("InvalidParameterValue", "Message length is more than 10485760 bytes long: '10485761'."),
            await _host.FaultAsync("SendRawEmail", ("RawMessage.Data", Convert.ToBase64String(raw))));
        await _host.ResultAsync("SendRawEmail", ("RawMessage.Data", Convert.ToBase64String(raw[..^1])));
    }

    [Theory]
    [InlineData("SourceArn")]
    [InlineData("ReturnPathArn")]
    public async Task Refuses_what_it_does_not_do(string member)
    {
        var (status, body) = await _host.SesV1Async("SendEmail", Simple(Envelope[0], (member, "a")));
        Assert.Equal(HttpStatusCode.NotImplemented, status);
        Assert.Contains($"{member} in SES SendEmail", body.Value, StringComparison.Ordinal);
    }

    private static (string, string)[] Simple(params (string, string)[] more) =>
    [
        .. more, Envelope[1], ("Message.Subject.Data", "s"), ("Message.Body.Text.Data", "t"),
    ];

    private async Task<JsonElement> MailAsync(System.Xml.Linq.XElement result)
    {
        var id = result.Element(V1Host.Xml + "MessageId")!.Value;
        return JsonDocument.Parse(await _host.Http.GetStringAsync($"/_localaws/mail/{id}")).RootElement;
    }
}
