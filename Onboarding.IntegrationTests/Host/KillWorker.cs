using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Onboarding.IntegrationTests.Host;

/// <summary>
/// One client of a host that is killed, one write at a time. At most its last write is in doubt: it was sent and not
/// acknowledged, so it may be there or not, but never twice.
/// </summary>
internal sealed class KillWorker(int number)
{
    private readonly List<string> _items = [];
    private readonly List<string> _objects = [];
    private long _added;
    private long _transacted;
    private TransactWriteItemsRequest? _inDoubt;

    private string CounterKey => $"counter-{number}";

    private string TransactedKey => $"transacted-{number}";

    /// <summary>Writes until the host is gone.</summary>
    public async Task RunAsync(KillClients aws)
    {
        try
        {
            while (true)
            {
                await aws.DynamoDb.UpdateItemAsync(Addition(CounterKey));
                _added++;
                var item = $"item-{number}-{_added}";
                await aws.DynamoDb.PutItemAsync(KillClients.Table, new() { ["pk"] = new(item), ["text"] = new(item) });
                _items.Add(item);
                await TransactAsync(aws);
                await aws.S3.PutObjectAsync(
                    new PutObjectRequest { BucketName = KillClients.Bucket, Key = item, ContentBody = item });
                _objects.Add(item);
            }
        }
        catch (Exception e) when (e is HttpRequestException or AmazonClientException or IOException or SocketException)
        {
            // A connection that the kill meets in its handshake is reported as the socket's own fault.
            Assert.False(e is AmazonServiceException { StatusCode: >= System.Net.HttpStatusCode.OK }, e.Message);
        }
    }

    /// <summary>After a restart: the counters, and the newest of what was acknowledged.</summary>
    public async Task VerifyAsync(KillClients aws, string when)
    {
        var added = await NumberAsync(aws, CounterKey);
        Assert.True(added == _added || added == _added + 1, $"{when}: {_added} acknowledged, {added} there");
        _added = added;
        if (_inDoubt is not null)
        {
            // The same token again: whether it was applied before the kill or not, now it is, and once.
            await TransactAsync(aws);
        }

        Assert.Equal(_transacted, await NumberAsync(aws, TransactedKey));
        Assert.Equal(_transacted, await NumberAsync(aws, $"{TransactedKey}-twin"));
        if (_items.Count > 0)
        {
            Assert.Equal(_items[^1], (await GetAsync(aws, _items[^1]))["text"].S);
        }
    }

    /// <summary>At the end: every item and every object that was ever acknowledged.</summary>
    public static async Task VerifyAllAsync(KillClients aws, IReadOnlyCollection<KillWorker> workers)
    {
        HashSet<string> items = [];
        await foreach (var page in aws.DynamoDb.Paginators.Scan(new ScanRequest(KillClients.Table)).Responses)
        {
            items.UnionWith(page.Items.Select(i => i["pk"].S));
        }

        HashSet<string> objects = [];
        var listing = aws.S3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = KillClients.Bucket });
        await foreach (var stored in listing.S3Objects)
        {
            objects.Add(stored.Key);
        }

        Assert.Empty(workers.SelectMany(w => w._items).Except(items));
        Assert.Empty(workers.SelectMany(w => w._objects).Except(objects));
        Assert.True(workers.Sum(w => w._items.Count) > workers.Count, "there was hardly any load");
    }

    private async Task TransactAsync(KillClients aws)
    {
        _inDoubt ??= new TransactWriteItemsRequest
        {
            ClientRequestToken = $"{number}-{_transacted}",
            TransactItems = [Transacted(TransactedKey), Transacted($"{TransactedKey}-twin")],
        };
        await aws.DynamoDb.TransactWriteItemsAsync(_inDoubt);
        _inDoubt = null;
        _transacted++;
    }

    private static UpdateItemRequest Addition(string key) => new()
    {
        TableName = KillClients.Table,
        Key = new() { ["pk"] = new(key) },
        UpdateExpression = "ADD n :one",
        ExpressionAttributeValues = new() { [":one"] = new() { N = "1" } },
    };

    private static TransactWriteItem Transacted(string key)
    {
        var addition = Addition(key);
        return new TransactWriteItem
        {
            Update = new Update
            {
                TableName = addition.TableName,
                Key = addition.Key,
                UpdateExpression = addition.UpdateExpression,
                ExpressionAttributeValues = addition.ExpressionAttributeValues,
            },
        };
    }

    private static async Task<long> NumberAsync(KillClients aws, string key) =>
        (await GetAsync(aws, key)).TryGetValue("n", out var n) ? long.Parse(n.N, CultureInfo.InvariantCulture) : 0;

    private static async Task<Dictionary<string, AttributeValue>> GetAsync(KillClients aws, string key) =>
        (await aws.DynamoDb.GetItemAsync(KillClients.Table, new() { ["pk"] = new(key) })).Item ?? [];
}

/// <summary>SDK clients of one start of the host, without retries: a retry would hide a double effect.</summary>
internal sealed class KillClients(string edgeUrl) : IDisposable
{
    public const string Table = "kept";
    public const string Bucket = "kept-objects";

    private static readonly BasicAWSCredentials Root = new("test", "test");

    public AmazonDynamoDBClient DynamoDb { get; } = new(Root, Configure(new AmazonDynamoDBConfig(), edgeUrl));

    public AmazonS3Client S3 { get; } =
        new(Root, Configure(new AmazonS3Config { ForcePathStyle = true }, edgeUrl));

    public async Task CreateAsync()
    {
        await DynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = Table,
            KeySchema = [new KeySchemaElement("pk", KeyType.HASH)],
            AttributeDefinitions = [new AttributeDefinition("pk", ScalarAttributeType.S)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
            StreamSpecification = new StreamSpecification
            {
                StreamEnabled = true,
                StreamViewType = StreamViewType.NEW_AND_OLD_IMAGES,
            },
        });
        await S3.PutBucketAsync(Bucket);
    }

    /// <summary>User and status of each item of the audit log.</summary>
    public async Task<List<string>> AuditedAsync(string auditLog)
    {
        var items = await DynamoDb.ScanAsync(new ScanRequest { TableName = auditLog, ConsistentRead = true });
        return [.. items.Items.Select(item => $"{item["userId"].S} {item["eventType"].S}")];
    }

    /// <summary>User and status of each line of the data lake.</summary>
    public async Task<List<string>> LakeAsync(string bucket)
    {
        List<string> lines = [];
        var objects = await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket });
        foreach (var found in objects.S3Objects ?? [])
        {
            using var content = await S3.GetObjectAsync(bucket, found.Key);
            using var reader = new StreamReader(content.ResponseStream);
            while (await reader.ReadLineAsync() is { } line)
            {
                using var status = JsonDocument.Parse(line);
                var user = status.RootElement.GetProperty("detail").GetProperty("data").GetProperty("userId");
                lines.Add($"{user.GetString()} {status.RootElement.GetProperty("detail-type").GetString()}");
            }
        }

        return lines;
    }

    public void Dispose()
    {
        DynamoDb.Dispose();
        S3.Dispose();
    }

    private static TConfig Configure<TConfig>(TConfig config, string edgeUrl)
        where TConfig : ClientConfig
    {
        config.ServiceURL = edgeUrl;
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        return config;
    }
}
