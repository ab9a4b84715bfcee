using System.Net;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Ses;

/// <summary>
/// Documented(https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailTemplate.html and
/// https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-api.html).
/// </summary>
public sealed class EmailTemplateTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync();
        await _host.VerifyAsync("example.com");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Creates_gets_updates_lists_and_deletes()
    {
        await CreateAsync("welcome", """{"Subject":"Hi {{name}}","Html":"<p>{{name}}</p>"}""");
        await CreateAsync("a", """{"Subject":"s","Text":"t"}""");
        var (_, _, got) = await _host.SesAsync(HttpMethod.Get, "templates/welcome");
        Assert.Equal(
            """{"Subject":"Hi {{name}}","Html":"<p>{{name}}</p>"}""", got.GetProperty("TemplateContent").GetRawText());
        Assert.Equal("welcome", got.GetProperty("TemplateName").GetString());
        Assert.Equal("[]", got.GetProperty("Tags").GetRawText());

        var (updated, _, _) = await _host.SesAsync(
            HttpMethod.Put, "templates/welcome", """{"TemplateContent":{"Subject":"Hello","Text":"t"}}""");
        Assert.Equal(HttpStatusCode.OK, updated);
        (_, _, got) = await _host.SesAsync(HttpMethod.Get, "templates/welcome");
        Assert.Equal("""{"Subject":"Hello","Text":"t"}""", got.GetProperty("TemplateContent").GetRawText());

        var (_, _, first) = await _host.SesAsync(HttpMethod.Get, "templates?PageSize=1");
        Assert.Equal("a", first.GetProperty("TemplatesMetadata")[0].GetProperty("TemplateName").GetString());
        Assert.True(first.GetProperty("TemplatesMetadata")[0].GetProperty("CreatedTimestamp").GetDouble() > 1e9);
        var (_, _, second) = await _host.SesAsync(
            HttpMethod.Get, "templates?PageSize=1&NextToken=" + first.GetProperty("NextToken").GetString());
        Assert.Equal("welcome", second.GetProperty("TemplatesMetadata")[0].GetProperty("TemplateName").GetString());
        Assert.False(second.TryGetProperty("NextToken", out _));

        Assert.Equal(HttpStatusCode.OK, (await _host.SesAsync(HttpMethod.Delete, "templates/welcome")).Status);
        var (gone, type, body) = await _host.SesAsync(HttpMethod.Get, "templates/welcome");
        Assert.Equal((HttpStatusCode.NotFound, "NotFoundException"), (gone, type));
        Assert.Equal("Template welcome does not exist.", body.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("POST", "templates", """{}""", "BadRequestException", "TemplateName is required.")]
    [InlineData(
        "POST", "templates", """{"TemplateName":"t"}""", "BadRequestException", "TemplateContent is required.")]
    [InlineData(
        "POST",
        "templates",
        """{"TemplateName":"t","TemplateContent":{"Text":"t"}}""",
        "BadRequestException",
        "The subject must be specified.")]
    [InlineData(
        "POST",
        "templates",
        """{"TemplateName":"there","TemplateContent":{"Subject":"s"}}""",
        "AlreadyExistsException",
        "Template there already exists.")]
    [InlineData(
        "PUT",
        "templates/no",
        """{"TemplateContent":{"Subject":"s"}}""",
        "NotFoundException",
        "Template no does not exist.")]
    [InlineData("DELETE", "templates/no", null, "NotFoundException", "Template no does not exist.")]
    [InlineData(
        "POST",
        "templates/no/render",
        """{"TemplateData":"{}"}""",
        "NotFoundException",
        "Template no does not exist.")]
    [InlineData("POST", "templates/there/render", "{}", "BadRequestException", "TemplateData is required.")]
    [InlineData(
        "POST",
        "templates/there/render",
        """{"TemplateData":"{"}""",
        "BadRequestException",
        "Unable to parse template data (invalid JSON).")]
    [InlineData(
        "POST",
        "templates/there/render",
        """{"TemplateData":"{\"other\":1}"}""",
        "BadRequestException",
        "Attribute 'name' is not present in the rendering data.")]
    [InlineData("GET", "templates?PageSize=0", null, "BadRequestException", "PageSize must be between 1 and 100.")]
    public async Task Rejects(string method, string path, string? body, string type, string message)
    {
        await CreateAsync("there", """{"Subject":"Hi {{name}}","Text":"t"}""");
        var (_, actual, answer) = await _host.SesAsync(new HttpMethod(method), path, body);
        Assert.Equal((type, message), (actual, answer.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Takes_500_KB_of_text_and_html_and_no_more()
    {
        var half = new string('x', 250 * 1024);
        await CreateAsync("large", $$"""{"Subject":"s","Text":"{{half}}","Html":"{{half}}"}""");
        var (_, type, _) = await _host.SesAsync(
            HttpMethod.Post,
            "templates",
            "{\"TemplateName\":\"larger\",\"TemplateContent\":{\"Subject\":\"s\",\"Text\":\"x" + half
            + "\",\"Html\":\"" + half + "\"}}");
        Assert.Equal("BadRequestException", type);
    }

    [Fact]
    public async Task Renders_a_test_as_a_message()
    {
        await CreateAsync(
            "both", """{"Subject":"Hi {{name}}","Text":"Dear {{name}}","Html":"<p>Grüße, {{name}}</p>"}""");
        var (_, _, body) = await _host.SesAsync(
            HttpMethod.Post, "templates/both/render", """{"TemplateData":"{\"name\":\"Ada\"}"}""");
        var rendered = body.GetProperty("RenderedTemplate").GetString()!;
        Assert.StartsWith("Date: ", rendered, StringComparison.Ordinal);
        Assert.Contains("\r\nSubject: Hi Ada\r\nMIME-Version: 1.0\r\n", rendered, StringComparison.Ordinal);
        Assert.Contains("multipart/alternative", rendered, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\nDear Ada\r\n", rendered, StringComparison.Ordinal);
        Assert.Contains("quoted-printable\r\n\r\n<p>Gr=C3=BC=C3=9Fe, Ada</p>\r\n", rendered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_helper_by_name()
    {
        await CreateAsync("helper", """{"Subject":"{{upper name}}","Text":"t"}""");
        var (tested, _, test) = await _host.SesAsync(
            HttpMethod.Post, "templates/helper/render", """{"TemplateData":"{}"}""");
        var (sent, _, send) = await SendAsync("""{"TemplateName":"helper"}""");
        Assert.Equal((HttpStatusCode.NotImplemented, HttpStatusCode.NotImplemented), (tested, sent));
        foreach (var answer in new[] { test, send })
        {
            Assert.Contains("the helper 'upper'", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"TemplateName":"greet","TemplateData":"{\"name\":\"<b>Ada</b>\"}"}""", "greet")]
    [InlineData(
        """
        {"TemplateArn":"arn:aws:ses:us-east-1:123456789012:template/greet",
         "TemplateData":"{\"name\":\"<b>Ada</b>\"}"}
        """,
        "greet")]
    [InlineData(
        """
        {"TemplateContent":{"Subject":"Hi {{name}}","Html":"<p>{{name}}</p>"},
         "TemplateData":"{\"name\":\"<b>Ada</b>\"}"}
        """,
        null)]
    public async Task Sends_what_a_template_makes(string template, string? name)
    {
        await CreateAsync("greet", """{"Subject":"Hi {{name}}","Html":"<p>{{name}}</p>"}""");
        var (status, _, body) = await SendAsync(template);
        Assert.Equal(HttpStatusCode.OK, status);
        var mail = await MailAsync(body);
        Assert.Equal("Hi <b>Ada</b>", mail.GetProperty("subject").GetString());
        Assert.Equal("<p><b>Ada</b></p>", mail.GetProperty("html").GetString());
        Assert.Equal(name, mail.TryGetProperty("template", out var of) ? of.GetString() : null);
        Assert.False(mail.TryGetProperty("fault", out _));
    }

    [Fact]
    public async Task Takes_headers_and_attachments_beside_a_template()
    {
        var (_, _, body) = await SendAsync(
            """
            {"TemplateContent":{"Subject":"s","Text":"t"},"Headers":[{"Name":"X-Kind","Value":"welcome"}],
             "Attachments":[{"FileName":"a.txt","RawContent":"aGVsbG8="}]}
            """);
        var raw = await _host.Http.GetStringAsync($"/_localaws/mail/{body.GetProperty("MessageId").GetString()}/raw");
        Assert.Contains("X-Kind: welcome\r\n", raw, StringComparison.Ordinal);
        Assert.Contains("filename=\"a.txt\"", raw, StringComparison.Ordinal);
    }

    /// <summary>As SES, which then sends the event Rendering Failure.</summary>
    [Fact]
    public async Task Accepts_what_it_cannot_render_and_says_so_in_the_mailbox()
    {
        await CreateAsync("greet", """{"Subject":"Hi {{name}}","Text":"t"}""");
        var (status, _, body) = await SendAsync("""{"TemplateName":"greet","TemplateData":"{\"nam\":\"Ada\"}"}""");
        Assert.Equal(HttpStatusCode.OK, status);
        var mail = await MailAsync(body);
        Assert.Equal(
            "Rendering Failure: Attribute 'name' is not present in the rendering data.",
            mail.GetProperty("fault").GetString());
        Assert.Equal("greet", mail.GetProperty("template").GetString());
        Assert.Equal("", mail.GetProperty("subject").GetString());
        var list = JsonDocument.Parse(await _host.Http.GetStringAsync("/_localaws/mail")).RootElement;
        Assert.True(list[0].TryGetProperty("fault", out _));
    }

    [Theory]
    [InlineData("""{"TemplateName":"no"}""", "NotFoundException", "Template no does not exist.")]
    [InlineData(
        """{"TemplateContent":{"Subject":"s"},"TemplateData":"[]"}""",
        "BadRequestException",
        "Unable to parse template data (invalid JSON).")]
    [InlineData("{}", "BadRequestException", "Template must have exactly one of TemplateName and TemplateContent.")]
    [InlineData(
        """{"TemplateArn":"arn:aws:ses:eu-west-1:123456789012:template/t"}""",
        "BadRequestException",
        "arn:aws:ses:eu-west-1:123456789012:template/t is not the ARN of a template of this account and region.")]
    public async Task Rejects_a_message_of(string template, string type, string message)
    {
        var (_, actual, body) = await SendAsync(template);
        Assert.Equal((type, message), (actual, body.GetProperty("message").GetString()));
    }

    private Task<(HttpStatusCode Status, string ErrorType, JsonElement Body)> SendAsync(string template) =>
        _host.SesAsync(
            HttpMethod.Post,
            "outbound-emails",
            $$$"""
            {"FromEmailAddress":"hello@example.com","Destination":{"ToAddresses":["ada@example.net"]},
             "Content":{"Template":{{{template}}}}}
            """);

    private async Task<JsonElement> MailAsync(JsonElement sent) => JsonDocument.Parse(
        await _host.Http.GetStringAsync($"/_localaws/mail/{sent.GetProperty("MessageId").GetString()}")).RootElement;

    private async Task CreateAsync(string name, string content)
    {
        var (status, _, _) = await _host.SesAsync(
            HttpMethod.Post, "templates", $$"""{"TemplateName":"{{name}}","TemplateContent":{{content}}}""");
        Assert.Equal(HttpStatusCode.OK, status);
    }
}
