using System.Diagnostics;
using System.Text.Json;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Provision;

public sealed class ProvisionFunctionTests
{
    private const string UserId = "0193e3a4-0000-7000-8000-000000000001";
    private const string Bucket = "onboarding-user-" + UserId;
    private const string Sent = """{"MessageId":"message-1"}""";
    private const string ConditionFailed =
        """{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no"}""";

    [Fact]
    public async Task Makes_bucket_policy_and_mail_and_completes_the_user()
    {
        await using var function = await FunctionUnderTest.StartAsync("Provision", Answer());

        var posted = await InvokeAsync(function);

        Assert.Equal("""{"batchItemFailures":[]}""", posted.Request.Body);
        Assert.Equal(
            ["GetItem", $"PUT /{Bucket}", $"PUT /{Bucket}?policy", "UpdateItem", "POST /v2/email/outbound-emails",
                "UpdateItem"],
            Calls(function));
        var last = function.Aws.Requests.Last().Body;
        Assert.Contains("\"completed\"", last, StringComparison.Ordinal);
        Assert.Contains("message-1", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_the_mail_in_the_wire_format_of_SES_v2()
    {
        await using var function = await FunctionUnderTest.StartAsync("Provision", Answer());

        await InvokeAsync(function);

        var mail = function.Aws.Requests.Single(IsMail);
        Assert.Equal("POST", mail.Method);
        Assert.Equal("application/json", mail.Headers["Content-Type"]);
        Assert.Contains("/us-east-1/ses/aws4_request", mail.Headers["Authorization"], StringComparison.Ordinal);
        var body = JsonDocument.Parse(mail.Body).RootElement;
        Assert.Equal("welcome@example.com", body.GetProperty("FromEmailAddress").GetString());
        Assert.Equal("onboarding-mail", body.GetProperty("ConfigurationSetName").GetString());
        var tags = body.GetProperty("EmailTags").EnumerateArray().ToDictionary(
            tag => tag.GetProperty("Name").GetString()!, tag => tag.GetProperty("Value").GetString());
        Assert.Equal(UserId, tags["userId"]);
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-01$", tags["traceparent"]);
        Assert.Equal("ada@example.com", body.GetProperty("Destination").GetProperty("ToAddresses")[0].GetString());
        var simple = body.GetProperty("Content").GetProperty("Simple");
        Assert.Equal("Welcome", simple.GetProperty("Subject").GetProperty("Data").GetString());
        Assert.StartsWith(
            "Hello Ada,", simple.GetProperty("Body").GetProperty("Text").GetProperty("Data").GetString(),
            StringComparison.Ordinal);
        Activity span = Assert.Single(function.Spans, span => span.DisplayName == "SESv2.SendEmail");
        Assert.Equal("SESv2", span.GetTagItem("rpc.service"));
    }

    /// <summary>A sender that crashed after SES took the mail, whose bounce came before the next delivery.</summary>
    [Fact]
    public async Task Completes_a_user_whose_mail_has_bounced_without_another_one()
    {
        var answer = Answer();
        await using var function = await FunctionUnderTest.StartAsync("Provision", request =>
            request.Body.Contains("\"claimed\"", StringComparison.Ordinal)
                ? new(200, $$$"""
                    {"Attributes":{"userId":{"S":"{{{UserId}}}"},
                    "mail":{"M":{"state":{"S":"bounced"},"messageId":{"S":"m1"} } } } }
                    """)
                : answer(request));

        var posted = await InvokeAsync(function);

        Assert.Equal("""{"batchItemFailures":[]}""", posted.Request.Body);
        Assert.DoesNotContain(function.Aws.Requests, IsMail);
        Assert.Contains("\"completed\"", function.Aws.Requests.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_bucket_in_its_spans()
    {
        await using var function = await FunctionUnderTest.StartAsync("Provision", Answer());

        await InvokeAsync(function);

        Assert.Equal(
            ["S3.PutBucket", "S3.PutBucketPolicy"],
            function.Spans.Where(span => (string?)span.GetTagItem("aws.s3.bucket") == Bucket)
                .Select(span => span.DisplayName));
    }

    [Fact]
    public async Task Continues_where_an_earlier_delivery_stopped()
    {
        const string Steps = """
            {"bucket":{"M":{"state":{"S":"done"},"at":{"S":"x"}}},
            "bucketPolicy":{"M":{"state":{"S":"done"},"at":{"S":"x"}}}}
            """;
        await using var function = await FunctionUnderTest.StartAsync("Provision", Answer(steps: Steps));

        await InvokeAsync(function);

        Assert.Equal(
            ["GetItem", "UpdateItem", "POST /v2/email/outbound-emails", "UpdateItem"], Calls(function));
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("failed")]
    public async Task Does_nothing_for_a_user_who_is_not_processing_any_more(string status)
    {
        await using var function = await FunctionUnderTest.StartAsync("Provision", Answer(status));

        var posted = await InvokeAsync(function);

        Assert.Equal("""{"batchItemFailures":[]}""", posted.Request.Body);
        Assert.Equal(["GetItem"], Calls(function));
    }

    [Fact]
    public async Task Passes_over_the_echo_of_its_own_ledger()
    {
        await using var function = await FunctionUnderTest.StartAsync("Provision", Answer());

        await function.InvokeAsync(Samples.Stream(Samples.UserRecord(
            "1", UserId, "processing", steps: """{"bucket":{"M":{"state":{"S":"done"} } } }""", before: "processing")));

        Assert.Empty(function.Aws.Requests);
        Assert.Equal(1, Assert.Single(function.Spans).GetTagItem("onboarding.stream.records_skipped"));
    }

    [Fact]
    public async Task Takes_a_bucket_of_its_own_for_created()
    {
        var answer = Answer();
        await using var function = await FunctionUnderTest.StartAsync("Provision", request =>
            Describe(request) == $"PUT /{Bucket}"
                ? new(409, "<Error><Code>BucketAlreadyOwnedByYou</Code><Message>yours</Message></Error>")
                {
                    Headers = { ["Content-Type"] = "application/xml" },
                }
                : answer(request));

        var posted = await InvokeAsync(function);

        Assert.Equal("""{"batchItemFailures":[]}""", posted.Request.Body);
    }

    [Fact]
    public async Task Releases_the_claim_when_SES_refuses_for_now_and_says_why_without_naming_the_recipient()
    {
        var answer = Answer();
        await using var function = await FunctionUnderTest.StartAsync("Provision", request =>
            IsMail(request)
                ? new(429, """{"message":"Maximum sending rate exceeded for ada@example.com"}""")
                {
                    Headers = { ["x-amzn-ErrorType"] = "TooManyRequestsException:http://internal.amazon.com/" },
                }
                : answer(request));

        var posted = await InvokeAsync(function);

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}]}""", posted.Request.Body);
        Assert.Single(Calls(function), call => call.StartsWith("POST", StringComparison.Ordinal));
        Assert.Single(function.Aws.Requests, IsRelease);
        Assert.Contains("\"TooManyRequestsException\"", function.Aws.Requests.Last().Body, StringComparison.Ordinal);
        Assert.Contains("TooManyRequestsException", function.Logs, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.com", function.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Releases_the_claim_when_SES_was_never_reached()
    {
        // Nothing listens on port 1.
        await using var function = await FunctionUnderTest.StartAsync(
            "Provision", Answer(), new() { ["AWS_ENDPOINT_URL_SESV2"] = "http://127.0.0.1:1" });

        var posted = await InvokeAsync(function);

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}]}""", posted.Request.Body);
        Assert.Single(function.Aws.Requests, IsRelease);
    }

    [Fact]
    public async Task Waits_for_the_end_of_another_claim_and_then_sends()
    {
        var until = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 50;
        var steps = $$$"""{"welcomeMail":{"M":{"state":{"S":"claimed"},"until":{"N":"{{{until}}}"} } } }""";
        var answer = Answer(steps: steps);
        var claims = 0;
        await using var function = await FunctionUnderTest.StartAsync("Provision", request =>
            request.Body.Contains("\"claimed\"", StringComparison.Ordinal) && claims++ == 0
                ? new(400, ConditionFailed)
                : answer(request));

        var posted = await InvokeAsync(function);

        Assert.Equal("""{"batchItemFailures":[]}""", posted.Request.Body);
        Assert.Equal(2, claims);
        Assert.Single(Calls(function), call => call.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keeps_the_claim_when_nobody_knows_whether_the_mail_was_sent()
    {
        var answer = Answer();
        await using var function = await FunctionUnderTest.StartAsync("Provision", request =>
            IsMail(request) ? new(500, "{}") : answer(request));

        var posted = await InvokeAsync(function);

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}]}""", posted.Request.Body);
        // What follows notes the fault and leaves the claim.
        Assert.Equal(["POST /v2/email/outbound-emails", "UpdateItem"], Calls(function)[^2..]);
        Assert.DoesNotContain(function.Aws.Requests, IsRelease);
        Assert.Single(Calls(function), call => call.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sends_no_mail_when_another_delivery_completed_the_user_meanwhile()
    {
        var processing = Answer();
        var reads = 0;
        await using var function = await FunctionUnderTest.StartAsync("Provision", request =>
        {
            if (request.Operation == "GetItem")
            {
                return Answer(reads++ == 0 ? "processing" : "completed")(request);
            }

            return request.Body.Contains("\"claimed\"", StringComparison.Ordinal)
                ? new(400, ConditionFailed)
                : processing(request);
        });

        var posted = await InvokeAsync(function);

        Assert.Equal("""{"batchItemFailures":[]}""", posted.Request.Body);
        Assert.DoesNotContain(Calls(function), call => call.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Grants_the_bucket_to_sessions_of_its_user_only()
    {
        await using var function = await FunctionUnderTest.StartAsync("Provision", Answer());

        await InvokeAsync(function);

        var policy = function.Aws.Requests.Single(request => Describe(request) == $"PUT /{Bucket}?policy");
        var statements = JsonDocument.Parse(policy.Body).RootElement.GetProperty("Statement");
        Assert.Equal(
            "arn:aws:iam::123456789012:root",
            statements[0].GetProperty("Principal").GetProperty("AWS").GetString());
        Assert.Equal($"arn:aws:s3:::{Bucket}/*", statements[0].GetProperty("Resource")[1].GetString());
        Assert.Equal(
            UserId,
            statements[0].GetProperty("Condition").GetProperty("StringEquals").GetProperty("aws:PrincipalTag/userId")
                .GetString());
        Assert.Equal("Deny", statements[1].GetProperty("Effect").GetString());
    }

    private static Func<WireRequest, WireResponse> Answer(string status = "processing", string steps = "{}") =>
        request => Describe(request) switch
        {
            "GetItem" => new(200, $$"""
                {"Item":{"userId":{"S":"{{UserId}}"},"email":{"S":"ada@example.com"},"name":{"S":"Ada"},
                "metadata":{"M":{"status":{"S":"{{status}}"},"steps":{"M":{{steps}} } } } } }
                """),
            "POST /v2/email/outbound-emails" => new(200, Sent),
            "UpdateItem" => new(200),
            _ => new(200, ""),
        };

    private static bool IsRelease(WireRequest request) =>
        request.Body.Contains("REMOVE #metadata.#steps.#welcomeMail", StringComparison.Ordinal);

    private static bool IsMail(WireRequest request) => request.Path.StartsWith("/v2", StringComparison.Ordinal);

    private static string Describe(WireRequest request)
    {
        if (request.Operation.Length > 0)
        {
            return request.Operation;
        }

        var path = request.Path.TrimEnd('/').Replace("/?", "?", StringComparison.Ordinal);
        return $"{request.Method} {path}";
    }

    private static string[] Calls(FunctionUnderTest function) => function.Aws.Requests.Select(Describe).ToArray();

    private static Task<Posted> InvokeAsync(FunctionUnderTest function) =>
        function.InvokeAsync(Samples.Stream(Samples.UserRecord("1", UserId, "processing", before: "pending")));
}
