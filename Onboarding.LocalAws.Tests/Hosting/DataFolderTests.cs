using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.DynamoDb.Operations;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Ses;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>A host with a data folder, restarted after a clean stop and after a crash.</summary>
public sealed class DataFolderTests
{
    [Fact]
    public async Task State_survives_a_crash_and_a_clean_stop()
    {
        using var folder = new DataFolder();
        string queue;
        await using (var host = await StartAsync(folder))
        {
            queue = await FillAsync(host);
            // What a kill at this moment leaves: everything was answered, so everything is there.
            using var crashed = folder.Copy();
            await using var afterCrash = await StartAsync(crashed);
            await AssertFilledAsync(afterCrash, NameOf(queue));
        }

        await using var afterStop = await StartAsync(folder);
        await AssertFilledAsync(afterStop, NameOf(queue));
    }

    [Fact]
    public async Task State_survives_as_a_snapshot()
    {
        using var folder = new DataFolder();
        string queue;
        await using (var host = await StartAsync(folder))
        {
            queue = await FillAsync(host);
            await host.Services.CompactAsync();
        }

        await using var afterStop = await StartAsync(folder);
        await AssertFilledAsync(afterStop, NameOf(queue));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_FIFO_queue_survives_with_its_groups_and_what_it_knows_of_duplicates(bool asSnapshot)
    {
        using var folder = new DataFolder();
        await using var before = await StartAsync(folder);
        var queue = await FifoHost.CreateAsync(before, "jobs.fifo");
        var deleted = await queue.SendAsync("gone", "a", "d0");
        await queue.DeleteAsync((await queue.ReceiveAsync()).Single());
        await queue.SendAsync("a1", "a", "d1");
        await queue.SendAsync("a2", "a", "d2");
        var last = await queue.SendAsync("b1", "b", "d3");
        Assert.Equal("a1", await queue.BodiesAsync(1, ",\"VisibilityTimeout\":43200"));
        if (asSnapshot)
        {
            await before.Services.CompactAsync();
        }

        using var crashed = folder.Copy();
        await using var after = await StartAsync(crashed);
        var restored = new FifoHost(after, $"{after.Url}/123456789012/jobs.fifo");
        Assert.Equal(deleted.Text("MessageId"), (await restored.SendAsync("gone", "a", "d0")).Text("MessageId"));
        var next = await restored.SendAsync("b2", "b", "d4");
        Assert.True(string.CompareOrdinal(last.Text("SequenceNumber"), next.Text("SequenceNumber")) < 0);
        Assert.Equal("b1 b2", await restored.BodiesAsync());
    }

    [Fact]
    public async Task A_reset_empties_the_folder()
    {
        using var folder = new DataFolder();
        await using (var host = await StartAsync(folder))
        {
            await FillAsync(host);
            using var reset = await host.Http.PostAsync("/_localaws/reset", null);
            Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
            Assert.InRange(folder.SizeBytes, 1, 1000);
        }

        await using var restarted = await StartAsync(folder);
        using var dynamoDb = DynamoDb(restarted);
        Assert.Empty((await dynamoDb.ListTablesAsync()).TableNames ?? []);
        using var s3 = S3(restarted);
        Assert.Empty((await s3.ListBucketsAsync()).Buckets ?? []);
        Assert.Empty(await MailAsync(restarted));
    }

    [Fact]
    public async Task A_folder_in_use_is_one_clear_line()
    {
        using var folder = new DataFolder();
        await using var host = await StartAsync(folder);
        var refusal = await Assert.ThrowsAsync<LocalAwsException>(() => StartAsync(folder));
        Assert.Equal(
            $"the data folder '{folder.Path}' is in use by process {Environment.ProcessId}", refusal.Message);
    }

    [Fact]
    public async Task A_transaction_that_is_tried_again_after_a_crash_is_not_applied_twice()
    {
        using var folder = new DataFolder();
        await using var host = await StartAsync(folder);
        using var client = DynamoDb(host);
        await client.CreateTableAsync(Tables.Hash("counters"));
        var request = new TransactWriteItemsRequest
        {
            ClientRequestToken = "once",
            TransactItems =
            [
                new TransactWriteItem
                {
                    Update = new Update
                    {
                        TableName = "counters",
                        Key = new() { ["pk"] = new AttributeValue("c") },
                        UpdateExpression = "ADD n :one",
                        ExpressionAttributeValues = new() { [":one"] = new AttributeValue { N = "1" } },
                    },
                },
            ],
        };
        await client.TransactWriteItemsAsync(request);
        using var crashed = folder.Copy();
        await using var restarted = await StartAsync(crashed);
        using var again = DynamoDb(restarted);
        await again.TransactWriteItemsAsync(request);
        var counter = await again.GetItemAsync("counters", new() { ["pk"] = new AttributeValue("c") });
        Assert.Equal("1", counter.Item["n"].N);
    }

    private static Task<TestHost> StartAsync(DataFolder folder) =>
        TestHost.StartAsync(new LocalAwsOptions { DataFolder = new DirectoryInfo(folder.Path) });

    private static AmazonDynamoDBClient DynamoDb(TestHost host) =>
        new(TestHost.Root, host.Configure(new AmazonDynamoDBConfig()));

    private static AmazonS3Client S3(TestHost host) =>
        new(TestHost.Root, host.Configure(new AmazonS3Config { ForcePathStyle = true }));

    private static string NameOf(string queueUrl) => queueUrl[(queueUrl.LastIndexOf('/') + 1)..];

    private static async Task<string> FillAsync(TestHost host)
    {
        using var dynamoDb = DynamoDb(host);
        await dynamoDb.CreateTableAsync(Tables.Hash("users"));
        await dynamoDb.PutItemAsync("users", new() { ["pk"] = new AttributeValue("ada") });
        await dynamoDb.PutItemAsync("users", new() { ["pk"] = new AttributeValue("gone") });
        await dynamoDb.DeleteItemAsync("users", new() { ["pk"] = new AttributeValue("gone") });

        using var s3 = S3(host);
        await s3.PutBucketAsync("kept");
        var put = new PutObjectRequest { BucketName = "kept", Key = "a/b", ContentBody = "content" };
        put.Metadata.Add("by", "ada");
        await s3.PutObjectAsync(put);

        var queue = await host.CreateQueueAsync("letters", """{"VisibilityTimeout":"7"}""");
        await host.SendAsync(queue, "first");
        await host.SendAsync(queue, "second");

        await host.VerifyAsync("example.com");
        var (status, _, _) = await host.SesAsync(HttpMethod.Post, "outbound-emails", """
            {"FromEmailAddress":"us@example.com","Destination":{"ToAddresses":["ada@example.org"]},
             "Content":{"Simple":{"Subject":{"Data":"Welcome"},"Body":{"Text":{"Data":"Hello"}}}}}
            """);
        Assert.Equal(HttpStatusCode.OK, status);
        return queue;
    }

    private static async Task AssertFilledAsync(TestHost host, string queue)
    {
        using var dynamoDb = DynamoDb(host);
        var items = (await dynamoDb.ScanAsync(new ScanRequest("users"))).Items;
        Assert.Equal("ada", Assert.Single(items)["pk"].S);

        using var s3 = S3(host);
        using var stored = await s3.GetObjectAsync("kept", "a/b");
        using var reader = new StreamReader(stored.ResponseStream);
        Assert.Equal(("content", "ada"), (await reader.ReadToEndAsync(), stored.Metadata["by"]));

        var url = $"{host.Url}/123456789012/{queue}";
        var attributes = await host.SqsOkAsync(
            "GetQueueAttributes", $$"""{"QueueUrl":"{{url}}","AttributeNames":["VisibilityTimeout"]}""");
        Assert.Equal("7", attributes.GetProperty("Attributes").GetProperty("VisibilityTimeout").GetString());
        var received = await host.SqsOkAsync("ReceiveMessage", $$"""{"QueueUrl":"{{url}}","MaxNumberOfMessages":10}""");
        Assert.Equal(
            ["first", "second"],
            received.GetProperty("Messages").EnumerateArray().Select(m => m.GetProperty("Body").GetString()));

        Assert.Equal("Welcome", Assert.Single(await MailAsync(host)).GetProperty("subject").GetString());
        Assert.NotNull(host.Services.Ses.Identities.Find("example.com"));
    }

    private static async Task<List<JsonElement>> MailAsync(TestHost host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_localaws/mail");
        request.Headers.Add("Accept", "application/json");
        using var response = await host.Http.SendAsync(request);
        var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        var messages = page.ValueKind == JsonValueKind.Array ? page : page.GetProperty("messages");
        return [.. messages.EnumerateArray()];
    }
}
