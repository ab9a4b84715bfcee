using System.Net;
using Amazon.S3.Model;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>
/// Recorded by LocalStack's test suite, which runs against AWS (tests/aws/services/s3/test_s3_cors.snapshot.json), and
/// Documented(https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html).
/// </summary>
public sealed class BucketCorsTests : S3Fixture
{
    private const string Page = "https://app.example.com";
    private const string Rule = "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>";
    private const string NotAllowed =
        "<Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed. This is usually because "
        + "the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers "
        + "are not whitelisted by the resource's CORS spec.</Message>";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync("k");
    }

    [Fact]
    public async Task Keeps_rules_as_they_were_put_until_they_are_deleted()
    {
        var get = new GetCORSConfigurationRequest { BucketName = Bucket };
        await MustHaveNoneAsync();
        await S3.DeleteCORSConfigurationAsync(Bucket);
        await AllowAsync(
            new CORSRule
            {
                Id = "first",
                AllowedOrigins = [Page, "http://*.example.com"],
                AllowedMethods = ["GET", "PUT"],
                AllowedHeaders = ["x-AMZ-*"],
                ExposeHeaders = ["ETag"],
                MaxAgeSeconds = 3_000,
            },
            new CORSRule { AllowedOrigins = ["*"], AllowedMethods = ["HEAD"] });
        var rules = (await S3.GetCORSConfigurationAsync(get)).Configuration.Rules;
        var first = rules[0];
        Assert.Equal(("first", 3_000), (first.Id, first.MaxAgeSeconds));
        Assert.Equal([Page, "http://*.example.com"], first.AllowedOrigins);
        Assert.Equal(["GET", "PUT"], first.AllowedMethods);
        Assert.Equal(["x-AMZ-*"], first.AllowedHeaders);
        Assert.Equal(["ETag"], first.ExposeHeaders);
        Assert.Equal((null, null), (rules[1].Id, rules[1].MaxAgeSeconds));

        await S3.DeleteCORSConfigurationAsync(Bucket);
        await MustHaveNoneAsync();

        async Task MustHaveNoneAsync()
        {
            using var none = await Host.SendSignedAsync("s3", HttpMethod.Get, $"/{Bucket}?cors");
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
            Assert.Contains(
                "<Code>NoSuchCORSConfiguration</Code><Message>The CORS configuration does not exist</Message>"
                + $"<BucketName>{Bucket}</BucketName>",
                await none.Content.ReadAsStringAsync(),
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "MalformedXML", "")]
    [InlineData("<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule>", "MalformedXML", "")]
    [InlineData("<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule>", "MalformedXML", "")]
    [InlineData(Rule + "<MaxAgeSeconds>x</MaxAgeSeconds></CORSRule>", "MalformedXML", "")]
    [InlineData(
        Rule + "<AllowedMethod>OPTIONS</AllowedMethod></CORSRule>",
        "InvalidRequest",
        "Found unsupported HTTP method in CORS config. Unsupported method is OPTIONS")]
    [InlineData(
        Rule + "<AllowedOrigin>http://*.*</AllowedOrigin></CORSRule>",
        "InvalidRequest",
        "AllowedOrigin \"http://*.*\" can not have more than one wildcard.")]
    [InlineData(
        Rule + "<AllowedHeader>**</AllowedHeader></CORSRule>",
        "InvalidRequest",
        "AllowedHeader \"**\" can not have more than one wildcard.")]
    [InlineData(
        Rule + "<ExposeHeader>x-*</ExposeHeader></CORSRule>",
        "InvalidRequest",
        "ExposeHeader \"x-*\" contains wildcard. We currently do not support wildcard for ExposeHeader.")]
    public async Task Refuses_rules_that_AWS_does_not_take(string rules, string code, string text)
    {
        using var response = await Host.SendSignedAsync(
            "s3", HttpMethod.Put, $"/{Bucket}?cors", $"<CORSConfiguration>{rules}</CORSConfiguration>");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync();
        Assert.Contains($"<Code>{code}</Code><Message>{text}", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 0, HttpStatusCode.OK)]
    [InlineData(101, 0, HttpStatusCode.BadRequest)]
    [InlineData(1, 255, HttpStatusCode.OK)]
    [InlineData(1, 256, HttpStatusCode.BadRequest)]
    public async Task Takes_a_hundred_rules_and_ids_of_255_characters(int count, int idLength, HttpStatusCode expected)
    {
        var rules = string.Concat(Enumerable.Repeat($"{Rule}<ID>{new string('i', idLength)}</ID></CORSRule>", count));
        using var response = await Host.SendSignedAsync(
            "s3", HttpMethod.Put, $"/{Bucket}?cors", $"<CORSConfiguration>{rules}</CORSConfiguration>");
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_preflight_of_an_origin_that_a_rule_has_is_let_in()
    {
        await AllowAsync(new CORSRule
        {
            AllowedOrigins = [Page],
            AllowedMethods = ["GET", "PUT"],
            AllowedHeaders = ["x-amz-*", "content-type"],
            ExposeHeaders = ["ETag", "x-amz-request-id"],
            MaxAgeSeconds = 3_000,
        });
        using var answer = await PreflightAsync($"/{Bucket}/k", Page, "PUT", "X-AMZ-acl,Content-Type");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Access-Control-Allow-Credentials"] = "true",
                ["Access-Control-Allow-Headers"] = "x-amz-acl, content-type",
                ["Access-Control-Allow-Methods"] = "GET, PUT",
                ["Access-Control-Allow-Origin"] = Page,
                ["Access-Control-Expose-Headers"] = "ETag, x-amz-request-id",
                ["Access-Control-Max-Age"] = "3000",
                ["Vary"] = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
            },
            Cors(answer));
    }

    [Fact]
    public async Task A_rule_for_all_origins_says_so_and_allows_no_credentials()
    {
        await AllowAsync(new CORSRule { AllowedOrigins = ["*"], AllowedMethods = ["GET"] });
        foreach (var path in new[] { $"/{Bucket}", $"/{Bucket}?list-type=2", $"/{Bucket}/k?X-Amz-Algorithm=x" })
        {
            using var answer = await PreflightAsync(path, "null", "GET");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(
                new Dictionary<string, string>
                {
                    ["Access-Control-Allow-Methods"] = "GET",
                    ["Access-Control-Allow-Origin"] = "*",
                    ["Vary"] = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
                },
                Cors(answer));
        }
    }

    [Theory]
    [InlineData("https://app.example.com", "GET", null, true)]
    [InlineData("https://a.b.example.org", "GET", null, true)]
    [InlineData("https://.example.org", "GET", null, true)]
    [InlineData("https://example.org", "GET", null, false)]
    [InlineData("https://x.example.org.evil", "GET", null, false)]
    [InlineData("http://app.example.com", "GET", null, false)]
    [InlineData("https://APP.example.com", "GET", null, false)]
    [InlineData("https://app.example.com", "PUT", null, false)]
    [InlineData("https://app.example.com", "GET", "X-Amz-Date", true)]
    [InlineData("https://app.example.com", "GET", "x-amz-date, range", false)]
    [InlineData("https://app.example.com", "GET", "Authorization", true)]
    public async Task Origin_method_and_headers_have_to_be_in_one_rule(
        string origin, string method, string? headers, bool isAllowed)
    {
        await AllowAsync(
            new CORSRule { AllowedOrigins = ["https://b.example"], AllowedMethods = ["PUT"], AllowedHeaders = ["*"] },
            new CORSRule
            {
                AllowedOrigins = [Page, "https://*.example.org"],
                AllowedMethods = ["GET"],
                AllowedHeaders = ["x-amz-*", "authorization"],
            });
        using var answer = await PreflightAsync($"/{Bucket}/k", origin, method, headers);
        Assert.Equal(isAllowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(isAllowed, Cors(answer).Count > 0);
        if (!isAllowed)
        {
            Assert.Contains(
                $"{NotAllowed}<Method>{method}</Method><ResourceType>OBJECT</ResourceType>",
                await answer.Content.ReadAsStringAsync(),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_preflight_that_is_refused_says_why()
    {
        const string notEnabled = "CORSResponse: CORS is not enabled for this bucket.</Message>";
        await MustFailAsync($"/{Bucket}", null, Page, "PUT", notEnabled
            + "<Method>PUT</Method><ResourceType>BUCKET</ResourceType>");
        await MustFailAsync($"/{Bucket}/k", null, Page, null, notEnabled
            + "<Method>OPTIONS</Method><ResourceType>OBJECT</ResourceType>");
        await MustFailAsync("/", "none.s3.localhost", Page, "GET", "CORSResponse: Bucket not found");
        await AllowAsync(new CORSRule { AllowedOrigins = ["*"], AllowedMethods = ["GET"] });
        await MustFailAsync(
            "/k",
            $"{Bucket}.s3.localhost",
            null,
            "GET",
            "Insufficient information. Origin request header needed.",
            400);
        await MustFailAsync($"/{Bucket}/k", null, Page, null, "Invalid Access-Control-Request-Method: null", 400);
    }

    [Fact]
    public async Task Answers_to_a_page_that_is_let_in_can_be_read_and_errors_too()
    {
        await AllowAsync(
            new CORSRule { AllowedOrigins = [Page], AllowedMethods = ["GET"], ExposeHeaders = ["ETag"] });
        foreach (var (key, expected) in new[] { ("k", HttpStatusCode.OK), ("none", HttpStatusCode.NotFound) })
        {
            using var got = await SendAsync(HttpMethod.Get, $"/{Bucket}/{key}", Page);
            Assert.Equal(expected, got.StatusCode);
            Assert.Equal(
                (Page, "ETag", "true"),
                (Cors(got)["Access-Control-Allow-Origin"], Cors(got)["Access-Control-Expose-Headers"],
                    Cors(got)["Access-Control-Allow-Credentials"]));
            Assert.StartsWith("Origin,", Cors(got)["Vary"], StringComparison.Ordinal);
        }

        using var program = await Host.SendSignedAsync("s3", HttpMethod.Get, $"/{Bucket}/k");
        Assert.Empty(Cors(program));
    }

    /// <summary>Local: docs/adr/0013-let-no-stranger-in.md.</summary>
    [Fact]
    public async Task The_gate_lets_in_what_the_rules_of_the_bucket_allow_and_nothing_else()
    {
        await S3.PutBucketAsync("other-bucket");
        await AllowAsync(new CORSRule { AllowedOrigins = [Page], AllowedMethods = ["GET", "PUT"] });
        await MustBeAsync(HttpStatusCode.OK, HttpMethod.Get, $"/{Bucket}/k", Page);
        await MustBeAsync(HttpStatusCode.OK, HttpMethod.Get, $"/{Bucket}?list-type=2", Page);
        await MustBeAsync(HttpStatusCode.OK, HttpMethod.Put, $"/{Bucket}/new", Page);
        await MustBeAsync(
            HttpStatusCode.OK, HttpMethod.Put, $"/{Bucket}/copy", Page, $"x-amz-copy-source: {Bucket}/k");

        await MustBeRefusedAsync(HttpMethod.Get, $"/{Bucket}/k", "https://evil.example");
        await MustBeRefusedAsync(HttpMethod.Get, $"/{Bucket}/k", "null");
        await MustBeRefusedAsync(HttpMethod.Get, $"/{Bucket}/k", "http://localhost:5173");
        await MustBeRefusedAsync(HttpMethod.Delete, $"/{Bucket}/k", Page);
        await MustBeRefusedAsync(HttpMethod.Head, $"/{Bucket}/k", Page);
        await MustBeRefusedAsync(HttpMethod.Get, "/other-bucket/k", Page);
        await MustBeRefusedAsync(HttpMethod.Get, $"/{Bucket}x/k", Page);
        await MustBeRefusedAsync(HttpMethod.Get, "/", Page);
        await MustBeRefusedAsync(HttpMethod.Get, "/_localaws/health", Page);
        await MustBeRefusedAsync(
            HttpMethod.Put, $"/{Bucket}/copy", Page, "x-amz-copy-source: /other-bucket/k");
        await MustBeRefusedAsync(
            HttpMethod.Put, $"/{Bucket}/copy", Page, "x-amz-copy-source: %6Fther-bucket/k");

        await S3.DeleteCORSConfigurationAsync(Bucket);
        await MustBeRefusedAsync(HttpMethod.Get, $"/{Bucket}/k", Page);
    }

    /// <summary>A page elsewhere asks about a path of the HTTP API.</summary>
    [Fact]
    public async Task A_preflight_for_no_bucket_is_none_of_S3()
    {
        using var answer = await PreflightAsync("/register", "http://localhost:5173", "POST");
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
    }

    private Task<PutCORSConfigurationResponse> AllowAsync(params CORSRule[] rules) =>
        S3.PutCORSConfigurationAsync(new PutCORSConfigurationRequest
        {
            BucketName = Bucket,
            Configuration = new CORSConfiguration { Rules = [.. rules] },
        });

    private async Task MustFailAsync(
        string path, string? host, string? origin, string? method, string text, int status = 403)
    {
        using var answer = await PreflightAsync(path, origin, method, headers: null, host);
        Assert.Contains(text, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Empty(Cors(answer));
    }

    private async Task MustBeAsync(
        HttpStatusCode expected, HttpMethod method, string path, string origin, params string[] headers)
    {
        using var response = await SendAsync(method, path, origin, headers);
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(origin, Cors(response)["Access-Control-Allow-Origin"]);
    }

    private async Task MustBeRefusedAsync(HttpMethod method, string path, string origin, params string[] headers)
    {
        using var response = await SendAsync(method, path, origin, headers);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain("<Error>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(Cors(response));
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string origin, params string[] headers) => Host.SendSignedAsync(
            "s3", method, path, "", [$"Origin: {origin}", "Sec-Fetch-Site: cross-site", .. headers]);

    private async Task<HttpResponseMessage> PreflightAsync(
        string path, string? origin, string? method, string? headers = null, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Host = host;
        foreach (var (name, value) in new[]
        {
            ("Origin", origin),
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", headers),
            ("Sec-Fetch-Site", "cross-site"),
        })
        {
            request.Headers.TryAddWithoutValidation(name, value is null ? [] : [value]);
        }

        return await Host.Http.SendAsync(request);
    }

    private static Dictionary<string, string> Cors(HttpResponseMessage response) => response.Headers
        .Where(h => h.Key == "Vary" || h.Key.StartsWith("Access-Control-", StringComparison.Ordinal))
        .ToDictionary(h => h.Key, h => string.Join(", ", h.Value));
}
