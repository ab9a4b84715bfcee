using System.Net;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Ses;

/// <summary>
/// Documented(https://docs.aws.amazon.com/ses/latest/dg/attachments.html and
/// https://docs.aws.amazon.com/ses/latest/dg/mime-types.html).
/// </summary>
public sealed class AttachmentTests : IAsyncLifetime
{
    private static readonly byte[] Image = [0x89, 0x50, 0x4E, 0x47, 0, 255, 13, 10];

    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync();
        await _host.VerifyAsync("example.com");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Shows_attachments_and_lets_them_be_downloaded()
    {
        var id = await SentAsync(
            $$"""
            {"FileName":"Bericht März.pdf","RawContent":"{{Base64("report")}}","ContentDescription":"The report"},
            {"FileName":"logo.png","RawContent":"{{Convert.ToBase64String(Image)}}","ContentDisposition":"INLINE",
             "ContentId":"logo","ContentTransferEncoding":"BASE64"}
            """);
        var mail = JsonDocument.Parse(await _host.Http.GetStringAsync($"/_localaws/mail/{id}")).RootElement;
        Assert.Equal(
            [
                "{\"fileName\":\"Bericht März.pdf\",\"contentType\":\"application/pdf\",\"sizeBytes\":6,"
                + "\"isInline\":false,\"contentId\":null,\"description\":\"The report\"}",
                "{\"fileName\":\"logo.png\",\"contentType\":\"image/png\",\"sizeBytes\":8,"
                + "\"isInline\":true,\"contentId\":\"logo\",\"description\":null}",
            ],
            mail.GetProperty("attachments").EnumerateArray().Select(a => a.GetRawText()));

        using var download = await _host.Http.GetAsync($"/_localaws/mail/{id}/attachments/1");
        Assert.Equal(Image, await download.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment; filename=\"logo.png\"", download.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("nosniff", download.Headers.GetValues("X-Content-Type-Options").Single());
        using var named = await _host.Http.GetAsync($"/_localaws/mail/{id}/attachments/0");
        Assert.Equal("Bericht März.pdf", named.Content.Headers.ContentDisposition!.FileNameStar);
        using var none = await _host.Http.GetAsync($"/_localaws/mail/{id}/attachments/2");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);

        using var message = new HttpRequestMessage(HttpMethod.Get, $"/_localaws/mail/{id}");
        message.Headers.Add("Accept", "text/html");
        using var page = await _host.Http.SendAsync(message);
        Assert.Contains(
            $"<a href=\"/_localaws/mail/{id}/attachments/1\">logo.png</a> image/png, 8 bytes, inline",
            await page.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    /// <summary>RFC 2046, 2183, 2387.</summary>
    [Fact]
    public async Task Nests_the_parts_as_mail_clients_expect()
    {
        var id = await SentAsync(
            $$"""
            {"FileName":"logo.png","RawContent":"{{Convert.ToBase64String(Image)}}","ContentDisposition":"INLINE",
             "ContentId":"logo"},
            {"FileName":"a.txt","RawContent":"{{Base64("plain\nlines")}}"},
            {"FileName":"b.csv","RawContent":"{{Base64("ä=1 \r\n")}}","ContentTransferEncoding":"QUOTED_PRINTABLE"}
            """);
        var raw = await _host.Http.GetStringAsync($"/_localaws/mail/{id}/raw");
        var headers = raw.Split("\r\n").Where(l => l.StartsWith("Content-", StringComparison.Ordinal)
            && !l.StartsWith("Content-ID", StringComparison.Ordinal)).Select(l => l.Split("; boundary")[0]);
        Assert.Equal(
            [
                "Content-Type: multipart/mixed", "Content-Type: multipart/related",
                "Content-Type: multipart/alternative",
                "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 7bit",
                "Content-Type: text/html; charset=UTF-8", "Content-Transfer-Encoding: 7bit",
                "Content-Type: image/png", "Content-Disposition: inline; filename=\"logo.png\"",
                "Content-Transfer-Encoding: base64",
                "Content-Type: text/plain", "Content-Disposition: attachment; filename=\"a.txt\"",
                "Content-Transfer-Encoding: 7bit",
                "Content-Type: text/csv", "Content-Disposition: attachment; filename=\"b.csv\"",
                "Content-Transfer-Encoding: quoted-printable",
            ],
            headers);
        Assert.Contains("\r\n=C3=A4=3D1=20=0D=0A\r\n", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_the_attachments_of_a_raw_message()
    {
        var id = await SentAsync($$"""{"FileName":"a.png","RawContent":"{{Convert.ToBase64String(Image)}}"}""");
        var raw = await _host.Http.GetByteArrayAsync($"/_localaws/mail/{id}/raw");
        var (status, _, body) = await _host.SesAsync(
            HttpMethod.Post, "outbound-emails", SesHost.Raw(raw));
        Assert.Equal(HttpStatusCode.OK, status);
        var again = body.GetProperty("MessageId").GetString();
        Assert.Equal(Image, await _host.Http.GetByteArrayAsync($"/_localaws/mail/{again}/attachments/0"));
        var mail = JsonDocument.Parse(await _host.Http.GetStringAsync($"/_localaws/mail/{again}")).RootElement;
        Assert.Equal("Hello", mail.GetProperty("text").GetString());
        Assert.Equal("<p>Hi</p>", mail.GetProperty("html").GetString());
    }

    [Theory]
    [InlineData("""{"FileName":"Run.EXE","RawContent":""}""", "Illegal filename 'Run.EXE'.")]
    [InlineData(
        """{"FileName":"a.txt"}""",
        "1 validation error detected: Value null at 'content.simple.attachments.1.member.rawContent' failed to satisfy "
        + "constraint: Member must not be null")]
    [InlineData(
        """{"RawContent":""}""",
        "1 validation error detected: Value null at 'content.simple.attachments.1.member.fileName' failed to satisfy "
        + "constraint: Member must not be null")]
    [InlineData(
        """{"FileName":"a.txt","RawContent":"","ContentDisposition":"BESIDE"}""",
        "1 validation error detected: Value 'BESIDE' at 'content.simple.attachments.1.member.contentDisposition' "
        + "failed to satisfy constraint: Member must satisfy enum value set: [ATTACHMENT, INLINE]")]
    [InlineData(
        """{"FileName":"a.txt","RawContent":"","ContentId":""}""",
        "1 validation error detected: Value '' at 'content.simple.attachments.1.member.contentId' failed to satisfy "
        + "constraint: Member must have length greater than or equal to 1")]
    public async Task Rejects(string attachment, string message)
    {
        var (_, type, body) = await SendAsync(attachment);
        Assert.Equal(("BadRequestException", message), (type, body.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Rejects_a_forbidden_file_in_a_raw_message()
    {
        const string raw = "From: hello@example.com\r\nTo: ada@example.net\r\nSubject: s\r\n"
            + "Content-Type: application/octet-stream; name=\"a.vbs\"\r\n\r\nx";
        var (_, type, body) = await _host.SesAsync(
            HttpMethod.Post, "outbound-emails", SesHost.Raw(Encoding.UTF8.GetBytes(raw)));
        Assert.Equal(
            ("BadRequestException", "Illegal filename 'a.vbs'."), (type, body.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Counts_attachments_as_base64_makes_them()
    {
        var content = Convert.ToBase64String(new byte[31 * 1024 * 1024]);
        var (_, type, body) = await SendAsync($$"""{"FileName":"a.bin","RawContent":"{{content}}"}""");
        Assert.Equal("MessageRejected", type);
        Assert.Equal(
            "Message length is more than 41943040 bytes long.", body.GetProperty("message").GetString());
    }

    private async Task<string> SentAsync(string attachments)
    {
        var (status, _, body) = await SendAsync(attachments);
        Assert.Equal(HttpStatusCode.OK, status);
        return body.GetProperty("MessageId").GetString()!;
    }

    private Task<(HttpStatusCode Status, string ErrorType, JsonElement Body)> SendAsync(string attachments) =>
        _host.SesAsync(HttpMethod.Post, "outbound-emails", SesHost.Simple(
            "ada@example.net",
            content: """{"Text":{"Data":"Hello"},"Html":{"Data":"<p>Hi</p>"}}""").Replace(
                "\"Body\"", $"\"Attachments\":[{attachments}],\"Body\"", StringComparison.Ordinal));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
