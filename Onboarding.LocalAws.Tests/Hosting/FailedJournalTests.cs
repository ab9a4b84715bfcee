using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.LocalAws.DynamoDbStreams;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Tests.DynamoDb.Operations;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Sqs;
using Onboarding.LocalAws.Wiring;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>
/// A host whose data folder cannot be written any more: each operation gets its service's own internal error, whole,
/// and nothing is acknowledged.
/// </summary>
public sealed class FailedJournalTests : IAsyncLifetime, IDisposable
{
    private const string Reason = "the data folder cannot be written any more: Input/output error";
    private const string Json10 = "Content-Type: application/x-amz-json-1.0";
    private const string Json11 = "Content-Type: application/x-amz-json-1.1";

    private readonly DataFolder _folder = new();
    private TestDisk _disk = null!;
    private TestHost _host = null!;

    /// <summary>Signing name, method, path, body, headers, and what the answer names.</summary>
    public static TheoryData<string, string, string, string, string[], string> Requests => new()
    {
        // The first of each pair records a change, the second only reads.
        {
            "dynamodb", "POST", "/",
            """
            {"TableName":"table","BillingMode":"PAY_PER_REQUEST",
             "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
             "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}
            """,
            ["X-Amz-Target: DynamoDB_20120810.CreateTable", Json10], "InternalServerError"
        },
        {
            "dynamodb", "POST", "/", "{}",
            ["X-Amz-Target: DynamoDB_20120810.ListTables", Json10], "InternalServerError"
        },
        {
            "dynamodb", "POST", "/", "{}",
            ["X-Amz-Target: DynamoDBStreams_20120810.ListStreams", Json10], "InternalServerError"
        },
        { "s3", "PUT", "/bucket", "", [], "InternalError" },
        { "s3", "GET", "/", "", [], "InternalError" },
        { "s3", "GET", "/no-such-bucket?list-type=2", "", [], "InternalError" },
        {
            "cognito-idp", "POST", "/", """{"PoolName":"people"}""",
            ["X-Amz-Target: AWSCognitoIdentityProviderService.CreateUserPool", Json11], "InternalErrorException"
        },
        {
            "cognito-idp", "POST", "/", """{"MaxResults":10}""",
            ["X-Amz-Target: AWSCognitoIdentityProviderService.ListUserPools", Json11], "InternalErrorException"
        },
        {
            "sqs", "POST", "/", """{"QueueName":"q"}""",
            ["X-Amz-Target: AmazonSQS.CreateQueue", Json10], "InternalFailure"
        },
        { "sqs", "POST", "/", "{}", ["X-Amz-Target: AmazonSQS.ListQueues", Json10], "InternalFailure" },
        {
            "ses", "POST", "/v2/email/identities", """{"EmailIdentity":"example.com"}""",
            ["Content-Type: application/json"], "InternalServiceErrorException"
        },
        { "ses", "GET", "/v2/email/identities", "", [], "InternalServiceErrorException" },
        {
            "lambda", "POST", "/2015-03-31/functions/f/invocations", "{}",
            ["Content-Type: application/json"], "ServiceException"
        },
        {
            "sts", "POST", "/", "Action=GetCallerIdentity&Version=2011-06-15",
            ["Content-Type: application/x-www-form-urlencoded"], "InternalFailure"
        },
        {
            "events", "POST", "/", """{"Entries":[{"Source":"a","DetailType":"b","Detail":"{}"}]}""",
            ["X-Amz-Target: AWSEvents.PutEvents", Json11], "InternalException"
        },
    };

    public async Task InitializeAsync()
    {
        _disk = new TestDisk(_folder.Path);
        _host = await TestHost.StartAsync(new LocalAwsOptions
        {
            DataFolder = new DirectoryInfo(_folder.Path),
            Journal = new JournalOptions { Disk = _disk },
        });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Every_service_answers_its_own_internal_error(
        string service, string method, string path, string body, string[] headers, string code)
    {
        // Of two, the first finds the fault where it records something; the second finds it known.
        _disk.IsBroken = true;
        using (await _host.SendSignedAsync(service, new HttpMethod(method), path, body, headers))
        {
        }

        await KillAsync();
        using var answer = await _host.SendSignedAsync(service, new HttpMethod(method), path, body, headers);
        await AssertInternalErrorAsync(answer, code);
    }

    [Theory]
    [InlineData(0, "InternalServerError")]
    [InlineData(3, "InternalError")]
    [InlineData(6, "InternalErrorException")]
    [InlineData(8, "InternalFailure")]
    [InlineData(10, "InternalServiceErrorException")]
    public async Task The_change_that_finds_the_fault_is_answered_as_a_whole(int request, string code)
    {
        var row = Requests.ElementAt(request);
        _disk.IsBroken = true;
        using var answer = await _host.SendSignedAsync(
            (string)row[0], new HttpMethod((string)row[1]), (string)row[2], (string)row[3], (string[])row[4]);
        await AssertInternalErrorAsync(answer, code);
    }

    [Fact]
    public async Task Health_says_so()
    {
        using var before = await _host.Http.GetAsync("/_localaws/health");
        Assert.Equal(
            (HttpStatusCode.OK, """{"status":"running"}"""),
            (before.StatusCode, await before.Content.ReadAsStringAsync()));
        await KillAsync();
        using var after = await _host.Http.GetAsync("/_localaws/health");
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, $$"""{"status":"failed","reason":"{{Reason}}"}"""),
            (after.StatusCode, await after.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("/_localaws/mail")]
    [InlineData("/_localaws/event-sources")]
    public async Task Pages_of_the_state_say_so(string page)
    {
        await KillAsync();
        using var answer = await _host.Http.GetAsync(page);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, $$"""{"__type":"LocalAwsControlException","message":"{{Reason}}"}"""),
            (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_reset_is_refused_and_forgets_nothing()
    {
        await _host.CreateQueueAsync("kept");
        await KillAsync();
        using var answer = await _host.Http.PostAsync("/_localaws/reset", null);
        Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
        Assert.Contains($"nothing was reset: {Reason}", await answer.Content.ReadAsStringAsync());
        await _host.DisposeAsync();

        _disk.IsBroken = false;
        _host = await TestHost.StartAsync(new LocalAwsOptions { DataFolder = new DirectoryInfo(_folder.Path) });
        var queues = await _host.SqsOkAsync("ListQueues", """{"QueueNamePrefix":"kept"}""");
        Assert.Single(queues.GetProperty("QueueUrls").EnumerateArray());
    }

    [Fact]
    public async Task The_HTTP_API_answers_without_a_function()
    {
        await KillAsync();
        using var answer = await _host.Http.GetAsync("/anything");
        Assert.Equal(
            (HttpStatusCode.InternalServerError, """{"message":"Internal Server Error"}"""),
            (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_stream_delivers_no_record_that_did_not_survive()
    {
        using var dynamoDb = new AmazonDynamoDBClient(TestHost.Root, _host.Configure(new AmazonDynamoDBConfig()));
        var table = Tables.Hash("users");
        table.StreamSpecification = new StreamSpecification { StreamEnabled = true, StreamViewType = "NEW_IMAGE" };
        var created = await dynamoDb.CreateTableAsync(table);
        Assert.True(_host.Services.DynamoDb.Database.Streams.TryFind(
            created.TableDescription.LatestStreamArn, out var stream));
        var shard = new ShardReader(stream, "us-east-1");
        var source = new DynamoDbStreamSource(
            shard, new TaskDurability(() => Task.FromException(new JournalException(Reason))));
        var from = source.Next;

        _disk.IsBroken = true;
        await Assert.ThrowsAsync<InternalServerErrorException>(
            () => dynamoDb.PutItemAsync("users", new() { ["pk"] = new AttributeValue("lost") }));
        await Assert.ThrowsAsync<JournalException>(() => source.WhenAnyAsync(from, CancellationToken.None));
        Assert.Empty(source.Read(from, countMax: 10).Records);
    }

    /// <summary>The next change finds the disk broken.</summary>
    private async Task KillAsync()
    {
        _disk.IsBroken = true;
        var (status, _, _) = await _host.SqsAsync("CreateQueue", """{"QueueName":"last"}""");
        Assert.Equal(HttpStatusCode.InternalServerError, status);
    }

    private static async Task AssertInternalErrorAsync(HttpResponseMessage answer, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.InternalServerError, $"{answer.StatusCode}: {body}");
        Assert.Equal(body.Length, answer.Content.Headers.ContentLength);
        Assert.Contains(answer.Headers, h => h.Key.Contains("request", StringComparison.OrdinalIgnoreCase));
        // In its family's shape, whole.
        if (body.StartsWith('<'))
        {
            Assert.Contains(XDocument.Parse(body).Descendants(), e => e.Name.LocalName == "Code" && e.Value == code);
        }
        else
        {
            var error = JsonDocument.Parse(body).RootElement;
            var named = error.TryGetProperty("__type", out var type)
                ? type.GetString()!
                : answer.Headers.GetValues("x-amzn-ErrorType").Single();
            Assert.EndsWith(code, named);
        }
    }
}
