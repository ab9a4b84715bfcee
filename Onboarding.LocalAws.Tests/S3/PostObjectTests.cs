using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3.Model;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>
/// Uploads by a web page's form. Recorded by LocalStack's test suite, which runs against AWS (tests/aws/services/s3/
/// test_s3.py, TestS3PresignedPost), and quoted in public issue trackers;
/// Documented(https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html).
/// </summary>
public sealed class PostObjectTests : S3Fixture
{
    private const string Status = "success_action_status";
    private const string Redirect = "success_action_redirect";

    private string Later => Host.Services.Time.GetUtcNow().UtcDateTime.AddMinutes(5).ToString("s") + "Z";

    [Fact]
    public async Task Takes_what_the_SDK_for_NET_has_signed()
    {
        var post = await S3.CreatePresignedPostAsync(new CreatePresignedPostRequest
        {
            BucketName = Bucket,
            Key = "user/${filename}",
            Expires = Host.Services.Time.GetUtcNow().UtcDateTime.AddMinutes(5),
            Fields = new() { ["x-amz-meta-a"] = "b", ["Content-Type"] = "image/png" },
            Conditions =
            [
                S3PostCondition.StartsWith("Content-Type", "image/"), S3PostCondition.ExactMatch("x-amz-meta-a", "b"),
                S3PostCondition.ContentLengthRange(1, 100),
            ],
        });
        using var answer = await SendAsync(post.Fields, "content", "photo.png", new Uri(post.Url).PathAndQuery);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        using var got = await S3.GetObjectAsync(Bucket, "user/photo.png");
        Assert.Equal(("b", "image/png"), (got.Metadata["a"], got.Headers.ContentType));
        Assert.Equal(got.ETag, answer.Headers.ETag!.Tag);
        Assert.Equal($"{Host.Url}/{Bucket}/user%2Fphoto.png", answer.Headers.Location!.OriginalString);
        Assert.True(answer.Headers.Contains("x-amz-checksum-crc64nvme"));
    }

    [Fact]
    public async Task Takes_a_policy_of_signature_version_2()
    {
        var policy = Policy($$"""{"bucket": "{{Bucket}}"}, {"key": "k"}""");
#pragma warning disable CA5350 // Signature Version 2 is made of it.
        var signature = HMACSHA1.HashData("test"u8, Encoding.UTF8.GetBytes(policy));
#pragma warning restore CA5350
        Dictionary<string, string> fields = new()
        {
            ["key"] = "k",
            ["awsaccesskeyid"] = "test",
            ["policy"] = policy,
            ["signature"] = Convert.ToBase64String(signature),
        };
        await MustBeAsync(HttpStatusCode.NoContent, fields, "content");
        Assert.Equal("content", await GetTextAsync("k"));

        fields["signature"] = Convert.ToBase64String(new byte[20]);
        await MustFailAsync(HttpStatusCode.Forbidden, "<Code>SignatureDoesNotMatch</Code>", fields);
        fields["awsaccesskeyid"] = "none";
        await MustFailAsync(HttpStatusCode.Forbidden, "<Code>InvalidAccessKeyId</Code>", fields);
        fields.Remove("awsaccesskeyid");
        await MustFailAsync(
            HttpStatusCode.BadRequest, "<Message>Bucket POST must contain a field named 'AWSAccessKeyId'.  If", fields);
    }

    [Fact]
    public async Task Answers_what_the_form_asks_for()
    {
        using var created = await SendAsync(Signed("", ("key", "a b/c"), (Status, "201")), "content");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var url = $"{Host.Url}/{Bucket}/a%20b%2Fc";
        Assert.Equal(
            $"""<?xml version="1.0" encoding="utf-8"?><PostResponse><Location>{url}</Location>"""
            + $"<Bucket>{Bucket}</Bucket><Key>a b/c</Key><ETag>{created.Headers.ETag!.Tag}</ETag></PostResponse>",
            await created.Content.ReadAsStringAsync());
        await MustBeAsync(HttpStatusCode.OK, Signed("", ("key", "k"), (Status, "200")), "x");
        await MustBeAsync(HttpStatusCode.NoContent, Signed("", ("key", "k"), (Status, "404")), "x");

        foreach (var (given, expected) in new[]
        {
            ("http://localhost:5173/done", "http://localhost:5173/done?"),
            ("https://a.example/done?x=1", "https://a.example/done?x=1&"),
        })
        {
            using var moved = await SendAsync(Signed("", ("key", "a b/c"), (Redirect, given)), "content");
            Assert.Equal(HttpStatusCode.RedirectMethod, moved.StatusCode);
            Assert.Equal(
                $"{expected}bucket={Bucket}&key=a+b%2Fc&etag=%229a0364b9e99bb480dd25e1f0284c8555%22",
                moved.Headers.Location!.OriginalString);
        }

        await MustBeAsync(HttpStatusCode.NoContent, Signed("", ("key", "k"), (Redirect, "/relative")), "x");
    }

    [Theory]
    [InlineData("dir/${filename}", "C:\\pics\\a b.png", "dir/a b.png")]
    [InlineData("${filename}", "pics/é.png", "é.png")]
    [InlineData("dir/${filename}", null, "dir/${filename}")]
    public async Task Puts_the_name_of_the_file_into_the_key(string key, string? fileName, string expected)
    {
        var fields = Signed($$"""["starts-with", "$key", "{{expected[..1]}}"]""", covers: false, ("key", key));
        using var answer = await SendAsync(fields, "content", fileName);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("content", await GetTextAsync(expected));
    }

    [Fact]
    public async Task Keeps_tags_and_headers_of_the_form()
    {
        const string tags = "<Tagging><TagSet><Tag><Key>team</Key><Value>a</Value></Tag></TagSet></Tagging>";
        await MustBeAsync(
            HttpStatusCode.NoContent, Signed("", ("key", "k"), ("tagging", tags), ("Cache-Control", "no-store")), "x");
        using var got = await S3.GetObjectAsync(Bucket, "k");
        Assert.Equal((1, "no-store"), (got.TagCount, got.Headers.CacheControl));
        Assert.Equal("binary/octet-stream", got.Headers.ContentType);
        await MustBeAsync(HttpStatusCode.NoContent, Signed("", ("key", "k"), ("tagging", "<No/>")), "x");
        await MustFailAsync(HttpStatusCode.BadRequest, "MalformedXML", Signed("", ("key", "k"), ("tagging", "no")));
        await MustFailAsync(
            HttpStatusCode.BadRequest,
            "AccessControlListNotSupported",
            Signed("", ("key", "k"), ("acl", "public-read")));
        await MustFailAsync(
            HttpStatusCode.NotImplemented,
            "x-amz-website-redirect-location",
            Signed("", ("key", "k"), ("x-amz-website-redirect-location", "/")));
        await MustFailAsync(
            HttpStatusCode.BadRequest,
            "BadDigest",
            Signed("", ("key", "k"), ("x-amz-checksum-crc32", "AAAAAA==")));
    }

    [Theory]
    [InlineData("""["eq", "$key", "k"]""", "k", true)]
    [InlineData("""["EQ", "$KEY", "k"]""", "k", true)]
    [InlineData("""["eq", "$key", "K"]""", "k", false)]
    [InlineData("""["eq", "key", "k"]""", "k", false)]
    [InlineData("""["starts-with", "$key", "user/"]""", "user/k", true)]
    [InlineData("""["starts-with", "$key", "user/"]""", "other/k", false)]
    [InlineData("""["starts-with", "$key", ""]""", "any", true)]
    [InlineData("""["starts-with", "$x-amz-meta-a", ""]""", "k", false)]
    [InlineData("""["eq", "$key", "a\"b"]""", "k", false)]
    public async Task A_condition_holds_or_is_named(string condition, string key, bool holds)
    {
        var fields = Signed(condition + """, ["starts-with", "$key", ""]""", covers: false, ("key", key));
        if (holds)
        {
            await MustBeAsync(HttpStatusCode.NoContent, fields, "x");
        }
        else
        {
            await MustFailAsync(
                HttpStatusCode.Forbidden,
                "<Code>AccessDenied</Code><Message>Invalid according to Policy: Policy Condition failed: "
                + $"{condition}</Message>",
                fields);
        }
    }

    [Theory]
    [InlineData("image/png", true)]
    [InlineData("image/png,image/gif", true)]
    [InlineData("image/png,text/plain", false)]
    public async Task A_list_of_types_has_to_hold_one_by_one(string type, bool holds)
    {
        var fields = Signed(
            """["starts-with", "$content-type", "image/"], {"key": "k"}""",
            covers: false,
            ("key", "k"),
            ("Content-Type", type));
        await MustBeAsync(holds ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, fields, "x");
    }

    [Fact]
    public async Task Each_field_needs_a_condition()
    {
        var fields = Signed(
            """{"key": "k"}, ["starts-with", "$x-amz-algorithm", ""], ["starts-with", "$x-amz-credential", ""], """
            + """["starts-with", "$x-amz-date", ""]""",
            covers: false,
            ("key", "k"),
            ("x-ignore-a", "b"),
            ("x-amz-meta-a", "b"));
        await MustFailAsync(
            HttpStatusCode.Forbidden,
            "Invalid according to Policy: Extra input fields: x-amz-meta-a</Message>",
            fields);
        fields.Remove("x-amz-meta-a");
        await MustBeAsync(HttpStatusCode.NoContent, fields, "x");
    }

    [Fact]
    public async Task Is_good_for_its_bucket_and_its_time_only()
    {
        await S3.PutBucketAsync("other-bucket");
        var fields = Signed($$"""{"bucket": "{{Bucket}}"}""", ("key", "k"));
        using var elsewhere = await SendAsync(fields, "x", path: "/other-bucket");
        Assert.Contains(
            $"""Policy Condition failed: ["eq", "$bucket", "{Bucket}"]""",
            await elsewhere.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        var policy = $$"""{"expiration": "2020-01-01T00:00:00.000Z", "conditions": []}""";
        await MustFailAsync(
            HttpStatusCode.Forbidden,
            "<Message>Invalid according to Policy: Policy expired.</Message>",
            Sign(policy, ("key", "k")));
    }

    [Theory]
    [InlineData("no", "Invalid JSON.")]
    [InlineData("[]", "Invalid JSON.")]
    [InlineData("""{"expiration": "LATER"}""", "Policy missing conditions.")]
    [InlineData("""{"expiration": "LATER", "conditions": {}}""", "Invalid 'conditions' value: must be a List.")]
    [InlineData("""{"conditions": []}""", "Policy missing expiration.")]
    [InlineData(
        """{"expiration": "2030-01-01 00:00:00", "conditions": []}""",
        "Invalid 'expiration' value: '2030-01-01 00:00:00'")]
    [InlineData("""{"Version": "1", "conditions": []}""", "Unexpected: 'version'")]
    [InlineData(
        """{"expiration": "LATER", "conditions": [{"a": "1", "b": "2"}]}""",
        "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.")]
    [InlineData(
        """{"expiration": "LATER", "conditions": [{"a": 1}]}""",
        "Invalid Simple-Condition: value must be a string.")]
    [InlineData("""{"expiration": "LATER", "conditions": [["content-length-range", 0, 1.5]]}""", "Invalid JSON.")]
    [InlineData("""{"expiration": "LATER", "conditions": [["content-length-range", -1, 1]]}""", "Invalid JSON.")]
    [InlineData(
        """{"expiration": "LATER", "conditions": [["content-length-range", 1]]}""",
        "Invalid content-length-range: wrong number of arguments.")]
    [InlineData("""{"expiration": "LATER", "conditions": [[]]}""", "Invalid Condition: missing operation identifier.")]
    [InlineData(
        """{"expiration": "LATER", "conditions": [["ends-with", "$key", "k"]]}""",
        "Invalid Condition: unknown operation 'ends-with'.")]
    public async Task Refuses_a_policy_that_is_none(string policy, string text) => await MustFailAsync(
        HttpStatusCode.BadRequest,
        $"<Code>InvalidPolicyDocument</Code><Message>Invalid Policy: {text}</Message>",
        Sign(policy.Replace("LATER", Later, StringComparison.Ordinal), ("key", "k")));

    [Theory]
    [InlineData("5", "10")]
    [InlineData("\"5\"", "\"10\"")]
    public async Task A_file_has_the_size_that_the_policy_allows(string min, string max)
    {
        var fields = Signed($"""["content-length-range", {min}, {max}]""", ("key", "k"));
        await MustFailAsync(
            HttpStatusCode.BadRequest,
            "<Code>EntityTooSmall</Code><Message>Your proposed upload is smaller than the minimum allowed size"
            + "</Message><ProposedSize>1</ProposedSize><MinSizeAllowed>5</MinSizeAllowed>",
            fields,
            "1");
        await MustFailAsync(
            HttpStatusCode.BadRequest,
            "<Code>EntityTooLarge</Code><Message>Your proposed upload exceeds the maximum allowed size</Message>"
            + "<ProposedSize>12</ProposedSize><MaxSizeAllowed>10</MaxSizeAllowed>",
            fields,
            "123456789012");
        await MustBeAsync(HttpStatusCode.NoContent, fields, "12345");
        await MustBeAsync(HttpStatusCode.NoContent, fields, "1234567890");
    }

    [Fact]
    public async Task A_size_that_is_no_number_fails() => await MustFailAsync(
        HttpStatusCode.Forbidden,
        """Policy Condition failed: ["content-length-range", "test", "10"]""",
        Signed("""["content-length-range", "test", "10"]""", ("key", "k")));

    [Theory]
    [InlineData(1024 * 1024, false)]
    [InlineData((1024 * 1024) + 1, true)]
    [InlineData(3_000_000, true)]
    public async Task A_large_file_streams_to_a_file(int sizeBytes, bool isFile)
    {
        var content = Pattern(sizeBytes, seed: 5);
        using var answer = await SendAsync(Signed("", ("key", "k")), new ByteArrayContent(content), "large.bin");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(content, await GetAsync("k"));
        Assert.Equal(isFile ? 1 : 0, Files().Count);

        using var refused = await SendAsync(
            Signed("""["content-length-range", 0, 1500000]""", ("key", "other")),
            new ByteArrayContent(Pattern(2_000_000, seed: 6)),
            "large.bin");
        Assert.Contains("EntityTooLarge", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(isFile ? 1 : 0, Files().Count);
    }

    [Fact]
    public async Task Takes_temporary_credentials_with_their_token()
    {
        var function = Host.Services.Credentials.IssueForRole("role", "session");
        var fields = Sign(Document("", ("key", "k")), function, ("key", "k"));
        await MustFailAsync(HttpStatusCode.BadRequest, "<Code>InvalidToken</Code>", fields);
        var token = ("x-amz-security-token", function.SessionToken!);
        fields = Sign(Document("", ("key", "k"), token), function, ("key", "k"), token);
        await MustBeAsync(HttpStatusCode.NoContent, fields, "x");
    }

    [Theory]
    [InlineData("x-amz-signature", "X-Amz-Signature")]
    [InlineData("x-amz-credential", "X-Amz-Credential")]
    [InlineData("x-amz-algorithm", "X-Amz-Algorithm")]
    [InlineData("x-amz-date", "X-Amz-Date")]
    [InlineData("key", "key")]
    public async Task Names_the_field_that_is_missing(string field, string named)
    {
        var fields = Signed("", ("key", "k"));
        fields.Remove(field);
        await MustFailAsync(
            HttpStatusCode.BadRequest,
            $"<Code>InvalidArgument</Code><Message>Bucket POST must contain a field named '{named}'.  If it is "
            + $"specified, please check the order of the fields.</Message><ArgumentName>{named}</ArgumentName>",
            fields);
    }

    [Fact]
    public async Task Refuses_a_signature_that_is_not_its_policys()
    {
        const HttpStatusCode forbidden = HttpStatusCode.Forbidden;
        var fields = Signed("", ("key", "k"));
        fields["policy"] = fields["policy"][..^2];
        await MustFailAsync(forbidden, "<Code>SignatureDoesNotMatch</Code>", fields);
        fields = Signed("", ("key", "k"));
        fields["x-amz-credential"] = "test/20261122/eu-west-1/s3/aws4_request";
        await MustFailAsync(
            HttpStatusCode.BadRequest,
            "<Message>the region 'eu-west-1' is wrong; expecting 'us-east-1'</Message>",
            fields);
        fields["x-amz-credential"] = "none/20261122/us-east-1/s3/aws4_request";
        await MustFailAsync(forbidden, "<Code>InvalidAccessKeyId</Code>", fields);
        fields["x-amz-credential"] = "none";
        await MustFailAsync(HttpStatusCode.BadRequest, "the Credential is mal-formed", fields);
        await MustFailAsync(forbidden, "<Message>Access Denied</Message>", new() { ["key"] = "k" });
        await MustFailAsync(
            forbidden, "<Message>Access Denied</Message>", new() { ["key"] = "k", ["policy"] = "e30=" });
    }

    [Theory]
    [InlineData("multipart/form-data", "x", "MalformedPOSTRequest")]
    [InlineData("multipart/form-data; boundary=b", "x", "MalformedPOSTRequest")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n\r\nx\r\n--b--\r\n", "MalformedPOSTRequest")]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk\r\n--b--\r\n",
        "POST requires exactly one file upload per request.")]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk",
        "MalformedPOSTRequest")]
    public async Task Refuses_what_is_no_form(string type, string body, string text)
    {
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await Host.Http.PostAsync($"/{Bucket}", content);
        Assert.Contains(text, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Fields_before_the_file_are_limited()
    {
        await MustFailAsync(
            HttpStatusCode.BadRequest,
            "<Code>MaxPostPreDataLengthExceeded</Code><Message>Your POST request fields preceeding the upload file was "
            + "too large.</Message><MaxPostPreDataLengthBytes>20480</MaxPostPreDataLengthBytes>",
            Signed("", ("key", "k"), ("x-ignore-a", new string('a', 20_000))));
    }

    [Fact]
    public async Task Finds_the_bucket_of_a_virtual_host_and_without_signatures_takes_every_form()
    {
        await using var open = await TestHost.StartAsync(new LocalAwsOptions { Iam = IamMode.Off });
        using var create = await open.SendSignedAsync("s3", HttpMethod.Put, "/open-bucket");
        Assert.Equal(HttpStatusCode.OK, create.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = Form(new() { ["key"] = "k", [Status] = "201" }, new StringContent("x"), "x.txt"),
        };
        request.Headers.Host = "open-bucket.localhost";
        using var answer = await open.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("http://open-bucket.localhost/k", answer.Headers.Location!.OriginalString);
    }

    /// <summary>Local: docs/adr/0013-let-no-stranger-in.md.</summary>
    [Theory]
    [InlineData("http://localhost:5173", "same-site", HttpStatusCode.NoContent)]
    [InlineData("http://localhost:5173", "cross-site", HttpStatusCode.NoContent)]
    [InlineData("https://evil.example", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("https://app.example", "cross-site", HttpStatusCode.NoContent)]
    public async Task Is_for_pages_of_this_machine_and_those_that_a_rule_allows(
        string origin, string site, HttpStatusCode expected)
    {
        await S3.PutCORSConfigurationAsync(new PutCORSConfigurationRequest
        {
            BucketName = Bucket,
            Configuration = new()
            {
                Rules = [new CORSRule { AllowedOrigins = ["https://app.example"], AllowedMethods = ["POST"] }],
            },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{Bucket}")
        {
            Content = Form(Signed("", ("key", "k")), new StringContent("x"), "x.txt"),
        };
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await Host.Http.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(
            origin == "https://app.example", answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_form_for_no_bucket_is_none_of_S3()
    {
        using var answer = await SendAsync(Signed("", ("key", "k")), "x", path: "/register");
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
    }

    private async Task MustBeAsync(HttpStatusCode expected, Dictionary<string, string> fields, string content)
    {
        using var answer = await SendAsync(fields, content);
        Assert.Equal((expected, expected == answer.StatusCode ? "" : await answer.Content.ReadAsStringAsync()),
            (answer.StatusCode, ""));
    }

    private async Task MustFailAsync(
        HttpStatusCode status, string text, Dictionary<string, string> fields, string content = "x")
    {
        using var answer = await SendAsync(fields, content);
        Assert.Contains(text, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(status, answer.StatusCode);
    }

    private Task<HttpResponseMessage> SendAsync(
        Dictionary<string, string> fields, string content, string? fileName = "x.txt", string path = "/" + Bucket) =>
        SendAsync(fields, new StringContent(content), fileName, path);

    private async Task<HttpResponseMessage> SendAsync(
        Dictionary<string, string> fields, HttpContent file, string? fileName, string path = "/" + Bucket)
    {
        using var form = Form(fields, file, fileName);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(Host.Url) };
        return await http.PostAsync(path, form);
    }

    private static MultipartFormDataContent Form(Dictionary<string, string> fields, HttpContent file, string? fileName)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            Add(new StringContent(value), $"form-data; name=\"{name}\"");
        }

        Add(file, "form-data; name=\"file\"" + (fileName is null ? "" : $"; filename=\"{fileName}\""));
        Add(new StringContent("ignored"), "form-data; name=\"submit\"");
        return form;

        void Add(HttpContent part, string disposition)
        {
            part.Headers.Clear();
            // The client writes headers of parts in Latin-1, browsers in UTF-8.
            part.Headers.TryAddWithoutValidation(
                "Content-Disposition", Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(disposition)));
            form.Add(part);
        }
    }

    /// <summary>Signed, with a condition for each field.</summary>
    private Dictionary<string, string> Signed(string conditions, params (string Name, string Value)[] fields) =>
        Signed(conditions, covers: true, fields);

    private Dictionary<string, string> Signed(
        string conditions, bool covers, params (string Name, string Value)[] fields) =>
        Sign(Document(conditions, covers ? fields : []), fields);

    private Dictionary<string, string> Sign(string policy, params (string Name, string Value)[] fields) =>
        Sign(policy, Host.Services.Credentials.Root, fields);

    private static Dictionary<string, string> Sign(
        string policy, Credential credential, params (string Name, string Value)[] fields)
    {
        var scope = new CredentialScope("20261122", "us-east-1", "s3", "aws4_request");
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(policy));
        var key = new SigningKeys().Get(credential.SecretAccessKey, scope);
        return new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)))
        {
            ["x-amz-algorithm"] = "AWS4-HMAC-SHA256",
            ["x-amz-credential"] = $"{credential.AccessKeyId}/{scope}",
            ["x-amz-date"] = "20261122T000000Z",
            ["policy"] = base64,
            ["x-amz-signature"] =
                Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(base64))),
        };
    }

    private string Policy(string conditions) => Convert.ToBase64String(
        Encoding.UTF8.GetBytes($$"""{"expiration": "{{Later}}", "conditions": [{{conditions}}]}"""));

    /// <summary>A condition for each of these fields and those of the signature.</summary>
    private string Document(string conditions, params (string Name, string Value)[] fields)
    {
        var all = fields.Select(f => f.Name).Concat(["x-amz-algorithm", "x-amz-credential", "x-amz-date"])
            .Select(name => $"""["starts-with", "${name}", ""]""");
        var list = string.Join(", ", conditions.Length == 0 ? all : all.Prepend(conditions));
        return $$"""{"expiration": "{{Later}}", "conditions": [{{list}}]}""";
    }
}
