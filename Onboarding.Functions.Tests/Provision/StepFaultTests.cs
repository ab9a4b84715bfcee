using System.Text.Json;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Provision;

/// <summary>
/// What a refusal of S3 or SES does to the user whose step it is, and to those behind it in the batch.
/// </summary>
public sealed class StepFaultTests
{
    private const string Ada = "0193e3a4-0000-7000-8000-000000000001";
    private const string Bob = "0193e3a4-0000-7000-8000-000000000002";
    private const string Done = """{"batchItemFailures":[]}""";

    [Theory]
    [InlineData(400, "TooManyBuckets", "storage_quota_reached")]
    [InlineData(409, "BucketAlreadyExists", "storage_name_taken")]
    [InlineData(403, "AccessDenied", "storage_refused")]
    [InlineData(400, "InvalidBucketName", "storage_refused")]
    public async Task A_bucket_that_S3_refuses_for_good_fails_the_user_at_once(int status, string code, string reason)
    {
        await using var function = await StartAsync(request => IsBucketOf(Ada, request) ? S3(status, code) : null);

        Assert.Equal(Done, await DeliverAsync(function, Ada));

        // One try: the SDK repeats none of these, and no other step is begun.
        Assert.Single(function.Aws.Requests, request => request.Operation.Length == 0);
        AssertFailed(function, "bucket", code, reason);
    }

    [Fact]
    public async Task A_policy_that_S3_refuses_for_good_fails_the_user()
    {
        await using var function = await StartAsync(
            request => request.Path.Contains("policy", StringComparison.Ordinal) ? S3(400, "MalformedPolicy") : null);

        Assert.Equal(Done, await DeliverAsync(function, Ada));

        AssertFailed(function, "bucketPolicy", "MalformedPolicy", "storage_refused");
    }

    [Theory]
    [InlineData("MessageRejected", "mail_rejected")]
    [InlineData("MailFromDomainNotVerifiedException", "mail_sender_not_verified")]
    [InlineData("AccountSuspendedException", "mail_suspended")]
    [InlineData("SendingPausedException", "mail_paused")]
    [InlineData("LimitExceededException", "mail_quota_reached")]
    [InlineData("BadRequestException", "mail_refused")]
    [InlineData("NotFoundException", "mail_refused")]
    [InlineData("AccessDeniedException", "mail_refused")]
    public async Task A_mail_that_SES_refuses_for_good_fails_the_user(string code, string reason)
    {
        await using var function = await StartAsync(request => IsMail(request) ? Ses(400, code) : null);

        Assert.Equal(Done, await DeliverAsync(function, Ada));

        Assert.Single(function.Aws.Requests, IsMail);
        AssertFailed(function, "welcomeMail", code, reason);
        Assert.DoesNotContain("ada@example.com", function.Seen(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503, "SlowDown")]
    [InlineData(500, "InternalError")]
    [InlineData(409, "OperationAborted")]
    [InlineData(403, "RequestTimeTooSkewed")]
    [InlineData(400, "SomethingNew")]
    public async Task A_fault_that_passes_is_noted_and_the_record_comes_again(int status, string code)
    {
        await using var function = await StartAsync(request => IsBucketOf(Ada, request) ? S3(status, code) : null);

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}]}""", await DeliverAsync(function, Ada));

        var note = function.Aws.Requests.Last();
        Assert.Equal("UpdateItem", note.Operation);
        Assert.Contains("#metadata.#fault = ", note.Body, StringComparison.Ordinal);
        Assert.Contains($"\"{code}\"", note.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"failed\"", note.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_that_cannot_be_noted_stays_the_fault_that_is_reported()
    {
        await using var function = await StartAsync(request =>
            IsBucketOf(Ada, request) ? S3(409, "OperationAborted")
            : request.Body.Contains("#fault", StringComparison.Ordinal)
                ? new WireResponse(400, """{"__type":"ResourceNotFoundException","message":"no table"}""")
                : null);

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}]}""", await DeliverAsync(function, Ada));

        Assert.Contains("could not be noted: ResourceNotFoundException", function.Logs, StringComparison.Ordinal);
        Assert.Contains("AmazonS3Exception", function.Logs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "TooManyBuckets", Done)]
    [InlineData(409, "OperationAborted", """{"batchItemFailures":[{"itemIdentifier":"1"},{"itemIdentifier":"2"}]}""")]
    public async Task The_user_behind_it_in_the_batch_is_provisioned_meanwhile(int status, string code, string answer)
    {
        await using var function = await StartAsync(request => IsBucketOf(Ada, request) ? S3(status, code) : null);

        // Ada's second record must not overtake her first.
        Assert.Equal(answer, await DeliverAsync(function, Ada, Ada, Bob));

        Assert.Contains(
            function.Aws.Requests, request => IsOf(Bob, request)
                && request.Body.Contains("\"completed\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_echo_of_a_noted_fault_is_not_worked_on()
    {
        await using var function = await StartAsync(_ => null);
        var record = Samples.UserRecord("1", Ada, "processing", before: "processing").Replace(
            "\"status\":", """ "fault": {"M": {"step": {"S": "bucket"} } }, "status":""", StringComparison.Ordinal);

        Assert.Equal(Done, (await function.InvokeAsync(Samples.Stream(record))).Request.Body);

        Assert.Empty(function.Aws.Requests);
    }

    private static void AssertFailed(FunctionUnderTest function, string step, string code, string reason)
    {
        var update = JsonDocument.Parse(function.Aws.Requests.Last().Body).RootElement;
        var values = update.GetProperty("ExpressionAttributeValues").GetRawText();
        Assert.StartsWith(
            "(#metadata.#status = :v0)",
            update.GetProperty("ConditionExpression").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(
            "processing",
            update.GetProperty("ExpressionAttributeValues").GetProperty(":v0").GetProperty("S").GetString());
        Assert.All(
            ["failed", reason, step, code],
            value => Assert.Contains($"\"{value}\"", values, StringComparison.Ordinal));
    }

    private static Task<FunctionUnderTest> StartAsync(Func<WireRequest, WireResponse?> fault) =>
        FunctionUnderTest.StartAsync("Provision", request => fault(request) ?? Answer(request));

    private static WireResponse Answer(WireRequest request) => request.Operation switch
    {
        "GetItem" => new(200, $$$"""
            {"Item":{"userId":{"S":"{{{(IsOf(Bob, request) ? Bob : Ada)}}}"},"email":{"S":"ada@example.com"},
            "name":{"S":"Ada"},"metadata":{"M":{"status":{"S":"processing"},"steps":{"M":{} } } } } }
            """),
        "" when IsMail(request) => new(200, """{"MessageId":"message-1"}"""),
        "" => new(200, ""),
        _ => new(200),
    };

    private static WireResponse S3(int status, string code) =>
        new(status, $"<Error><Code>{code}</Code><Message>no</Message></Error>")
        {
            Headers = { ["Content-Type"] = "application/xml" },
        };

    private static WireResponse Ses(int status, string code) =>
        new(status, """{"message":"Not to ada@example.com"}""") { Headers = { ["x-amzn-ErrorType"] = code } };

    private static bool IsOf(string userId, WireRequest request) =>
        request.Body.Contains(userId, StringComparison.Ordinal);

    private static bool IsBucketOf(string userId, WireRequest request) =>
        request.Operation.Length == 0 && request.Path.Contains(userId, StringComparison.Ordinal);

    private static bool IsMail(WireRequest request) => request.Path.StartsWith("/v2", StringComparison.Ordinal);

    private static async Task<string> DeliverAsync(FunctionUnderTest function, params string[] users)
    {
        var records = users.Select((user, index) => Samples.UserRecord(
            $"{index + 1}", user, "processing", before: "pending"));
        return (await function.InvokeAsync(Samples.Stream([.. records]))).Request.Body;
    }
}
