using System.Net;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Ses;

/// <summary>Documented(https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html).</summary>
public sealed class SendEmailTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync();
        await _host.VerifyAsync("example.com");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Accepts_a_simple_message_and_shows_it_in_the_mailbox()
    {
        var id = await _host.SendMailAsync(
            "Ada <ada@example.net>",
            "Grüße & <b>",
            """{"Text":{"Data":"Hello Ada","Charset":"UTF-8"},"Html":{"Data":"<p>Hello</p>"}}""");
        Assert.Matches("^0100[0-9a-f]{12}-[0-9a-f-]{36}-000000$", id);

        var mail = JsonDocument.Parse(await _host.Http.GetStringAsync($"/_localaws/mail/{id}")).RootElement;
        Assert.Equal("Onboarding <hello@example.com>", mail.GetProperty("from").GetString());
        Assert.Equal("Ada <ada@example.net>", mail.GetProperty("to")[0].GetString());
        Assert.Equal("Grüße & <b>", mail.GetProperty("subject").GetString());
        Assert.Equal("Hello Ada", mail.GetProperty("text").GetString());
        Assert.Equal("<p>Hello</p>", mail.GetProperty("html").GetString());
    }

    [Fact]
    public async Task Reads_a_raw_message()
    {
        const string raw = "From: hello@example.com\r\nTo: ada@example.net,\r\n \"B, C\" <bc@example.net>\r\n"
            + "Subject: =?UTF-8?B?R3LDvMOfZQ==?= =?utf-8?q?_an_alle?=\r\n"
            + "Content-Type: multipart/alternative; boundary=\"b1\"\r\n\r\npreamble\r\n--b1\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + "Gr=C3=BC=\r\n=C3=9Fe\r\n--b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + "PHA+SGk8L3A+\r\n--b1--\r\n";
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(raw));
        var (status, _, body) = await _host.SesAsync(
            HttpMethod.Post, "outbound-emails", "{\"Content\":{\"Raw\":{\"Data\":\"" + data + "\"}}}");
        Assert.Equal(HttpStatusCode.OK, status);

        var id = body.GetProperty("MessageId").GetString();
        var mail = JsonDocument.Parse(await _host.Http.GetStringAsync($"/_localaws/mail/{id}")).RootElement;
        Assert.Equal("Grüße an alle", mail.GetProperty("subject").GetString());
        Assert.Equal("\"B, C\" <bc@example.net>", mail.GetProperty("to")[1].GetString());
        Assert.Equal("Grüße", mail.GetProperty("text").GetString());
        Assert.Equal("<p>Hi</p>", mail.GetProperty("html").GetString());
        Assert.Equal(raw, await _host.Http.GetStringAsync($"/_localaws/mail/{id}/raw"));
    }

    [Theory]
    [InlineData("{}", "BadRequestException", "Content must have exactly one of Simple, Raw and Template.")]
    [InlineData("{", "SerializationException", "The request body is not valid JSON.")]
    [InlineData(
        """{"FromEmailAddress":7}""", "SerializationException", "The member FromEmailAddress has the wrong type.")]
    [InlineData("""{"FromEmailAddress":"\ud800"}""", "SerializationException", "The request body is not valid JSON.")]
    [InlineData(
        """{"\ud800\ud800\ud800\ud800\ud800":1}""", "SerializationException", "The request body is not valid JSON.")]
    [InlineData(
        """{"Content":{"Raw":{"Data":"%"}}}""", "SerializationException", "The member Data has the wrong type.")]
    [InlineData(
        """{"Content":{"Simple":{"Subject":{"Data":"s"},"Body":{"Text":{"Data":"t"}}}}}""",
        "BadRequestException",
        "FromEmailAddress is required for Simple content.")]
    public async Task Rejects_an_incomplete_request(string request, string code, string message)
    {
        var (status, type, body) = await _host.SesAsync(HttpMethod.Post, "outbound-emails", request);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal((code, message), (type, body.GetProperty("message").GetString()));
    }

    /// <summary>Recorded in public issue trackers: SES answers with JavaMail's texts.</summary>
    [Theory]
    [InlineData("ada", "Missing final '@domain'")]
    [InlineData("@example.net", "Missing local name")]
    [InlineData("ada@", "Missing domain")]
    [InlineData("a da@example.net", "Local address contains control or whitespace")]
    [InlineData("ada@exa mple.net", "Domain contains control or whitespace")]
    [InlineData("ada@.net", "Domain starts with dot")]
    [InlineData("ada@example..net", "Domain contains dot-dot")]
    [InlineData("ada@exa_mple.net", "Domain contains illegal character")]
    [InlineData("", "Illegal address")]
    public async Task Rejects_an_invalid_address(string address, string message)
    {
        var (status, type, body) =
            await _host.SesAsync(HttpMethod.Post, "outbound-emails", SesHost.Simple(address));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(("BadRequestException", message), (type, body.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Rejects_a_sender_that_is_not_verified()
    {
        var request = SesHost.Simple("ada@example.net")
            .Replace("hello@example.com", "hello@other.com", StringComparison.Ordinal);
        var (status, type, body) = await _host.SesAsync(HttpMethod.Post, "outbound-emails", request);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("MessageRejected", type);
        Assert.Equal(
            "Email address is not verified. The following identities failed the check in region US-EAST-1: "
            + "Onboarding <hello@other.com>",
            body.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Takes_50_recipients_and_rejects_51()
    {
        var to = string.Join("\",\"", Enumerable.Range(0, 50).Select(i => $"u{i}@example.net"));
        var request = SesHost.Simple("PLACE").Replace("PLACE", to, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _host.SesAsync(HttpMethod.Post, "outbound-emails", request)).Status);
        request = request.Replace("u0@", "more@example.net\",\"u0@", StringComparison.Ordinal);
        var (_, type, _) = await _host.SesAsync(HttpMethod.Post, "outbound-emails", request);
        Assert.Equal("BadRequestException", type);
    }

    [Theory]
    [InlineData("\"ListManagementOptions\":{\"ContactListName\":\"l\"}")]
    [InlineData("\"TenantName\":\"t\"")]
    public async Task Refuses_what_it_does_not_do(string member)
    {
        var (status, _, body) = await _host.SesAsync(HttpMethod.Post, "outbound-emails", $"{{{member}}}");
        Assert.Equal(HttpStatusCode.NotImplemented, status);
        Assert.StartsWith(
            "not supported by Onboarding.LocalAws",
            body.GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_header_that_would_break_out_of_its_line()
    {
        var request = SesHost.Simple("ada@example.net").Replace(
            "\"Body\"", """
            "Headers":[{"Name":"X-A","Value":"1\r\nBcc: x@y.z"}],"Body"
            """, StringComparison.Ordinal);
        var (_, type, _) = await _host.SesAsync(HttpMethod.Post, "outbound-emails", request);
        Assert.Equal("BadRequestException", type);
    }

    [Fact]
    public async Task A_configuration_set_does_not_exist()
    {
        var request = "{\"ConfigurationSetName\":\"c1\"," + SesHost.Simple("ada@example.net")[1..];
        var (status, type, body) = await _host.SesAsync(HttpMethod.Post, "outbound-emails", request);
        Assert.Equal((HttpStatusCode.NotFound, "NotFoundException"), (status, type));
        Assert.Equal("Configuration set <c1> does not exist.", body.GetProperty("message").GetString());
    }
}
