#!/usr/bin/env -S dotnet run
// .NET's high-level clients against a running host: dotnet run eng/clients/dotnet.cs -- [endpoint]. Each answer is
// compared with what AWS would say. BIG_MB is the size of the large object.
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:package AWSSDK.DynamoDBv2
#:package AWSSDK.S3
#:package AWSSDK.SecurityToken

using System.Globalization;
using System.Security.Cryptography;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Amazon.S3.Util;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

AWSConfigs.AWSRegion = "us-east-1";
var endpoint = args.FirstOrDefault() ?? "http://127.0.0.1:4566";
var random = new Random(Environment.ProcessId);
var name = $"dotnet-{random.Next():x8}";
var calls = 0;

var root = new BasicAWSCredentials("test", "test");
using var dynamoDb = new AmazonDynamoDBClient(root, Configure(new AmazonDynamoDBConfig()));
using var s3 = new AmazonS3Client(root, Configure(new AmazonS3Config { ForcePathStyle = true }));
using var sts = new AmazonSecurityTokenServiceClient(root, Configure(new AmazonSecurityTokenServiceConfig()));

(string Name, Func<Task> Run)[] parts =
[
    ("identity", IdentityAsync),
    ("DynamoDBContext", ContextAsync),
    ("DocumentModel", DocumentsAsync),
    ("S3", ObjectsAsync),
    ("TransferUtility", TransfersAsync),
];
foreach (var part in parts)
{
    await part.Run();
    Console.WriteLine($"  {part.Name}");
}

Console.WriteLine($"{calls} calls, each as expected");

async Task IdentityAsync()
{
    Same("123456789012", (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Account);
    using var wrong = new AmazonSecurityTokenServiceClient(
        new BasicAWSCredentials("test", "wrong"), Configure(new AmazonSecurityTokenServiceConfig()));
    await RefusedAsync("SignatureDoesNotMatch", () => wrong.GetCallerIdentityAsync(new GetCallerIdentityRequest()));
    await RefusedAsync("AccessDenied", () => sts.AssumeRoleAsync(new AssumeRoleRequest
    {
        RoleArn = $"arn:aws:iam::123456789012:role/{name}",
        RoleSessionName = name,
    }));
}

async Task ContextAsync()
{
    await CreateTableAsync();
    using var context = new DynamoDBContextBuilder().WithDynamoDBClient(() => dynamoDb).Build();
    var config = new SaveConfig { OverrideTableName = name };
    for (var i = 0; i < 12; i++)
    {
        await context.SaveAsync(new Person { Tenant = "t", User = $"u{i:00}", Age = i, Tags = ["a", "b"] }, config);
    }

    var load = new LoadConfig { OverrideTableName = name };
    var loaded = await context.LoadAsync<Person>("t", "u03", load);
    Same((3, "a,b", 0), (loaded.Age, string.Join(',', loaded.Tags.Order()), loaded.Version));

    loaded.Age = 30;
    await context.SaveAsync(loaded, config);
    loaded.Version = 0;
    await RefusedAsync("ConditionalCheckFailedException", () => context.SaveAsync(loaded, config));

    var query = new QueryConfig { OverrideTableName = name };
    var found = await context.QueryAsync<Person>("t", QueryOperator.BeginsWith, ["u1"], query).GetRemainingAsync();
    Same("u10,u11", string.Join(',', found.Select(p => p.User)));
    query.QueryFilter = [new ScanCondition(nameof(Person.Age), ScanOperator.GreaterThan, 10)];
    var older = await context.QueryAsync<Person>("t", query).GetRemainingAsync();
    Same("u03,u11", string.Join(',', older.Select(p => p.User)));
    var byIndex = new QueryConfig { OverrideTableName = name, IndexName = "byAge" };
    Same(1, (await context.QueryAsync<Person>(30, byIndex).GetRemainingAsync()).Count);
    var scanned = await context.ScanAsync<Person>(
        [new ScanCondition(nameof(Person.Age), ScanOperator.Between, 4, 6)],
        new ScanConfig { OverrideTableName = name }).GetRemainingAsync();
    Same("u04,u05,u06", string.Join(',', scanned.Select(p => p.User).Order()));

    // A batch has no conditions, so no versions either.
    var batch = context.CreateBatchWrite<Person>(
        new BatchWriteConfig { OverrideTableName = name, SkipVersionCheck = true });
    batch.AddDeleteKey("t", "u00");
    batch.AddPutItem(new Person { Tenant = "t", User = "u99", Age = 99 });
    await batch.ExecuteAsync();
    var get = context.CreateBatchGet<Person>(new BatchGetConfig { OverrideTableName = name });
    get.AddKey("t", "u00");
    get.AddKey("t", "u99");
    await get.ExecuteAsync();
    Same("u99", string.Join(',', get.Results.Select(p => p.User)));

    var transaction = context.CreateTransactWrite<Person>(new TransactWriteConfig { OverrideTableName = name });
    transaction.AddSaveItem(new Person { Tenant = "t", User = "u50", Age = 50 });
    transaction.AddDeleteKey("t", "u99");
    await transaction.ExecuteAsync();
    await context.DeleteAsync<Person>("t", "u01", new DeleteConfig { OverrideTableName = name });
    Same(null, await context.LoadAsync<Person>("t", "u01", load));
    Same(50, (await context.LoadAsync<Person>("t", "u50", load)).Age);
    await dynamoDb.DeleteTableAsync(name);
}

async Task DocumentsAsync()
{
    await CreateTableAsync();
    var table = new TableBuilder(dynamoDb, name)
        .AddHashKey("Tenant", DynamoDBEntryType.String)
        .AddRangeKey("User", DynamoDBEntryType.String)
        .Build();
    for (var i = 0; i < 5; i++)
    {
        await table.PutItemAsync(new Document { ["Tenant"] = "t", ["User"] = $"u{i}", ["Age"] = i });
    }

    var updated = await table.UpdateItemAsync(
        new Document { ["Tenant"] = "t", ["User"] = "u1", ["Name"] = "Ada", ["Age"] = null },
        new UpdateItemOperationConfig { ReturnValues = ReturnValues.AllNewAttributes });
    Same("Ada", updated["Name"].AsString());
    var expected = new PutItemOperationConfig { Expected = new Document { ["Name"] = "Grace" } };
    await RefusedAsync(
        "ConditionalCheckFailedException",
        () => table.PutItemAsync(new Document { ["Tenant"] = "t", ["User"] = "u1" }, expected));

    var filter = new QueryFilter("Tenant", QueryOperator.Equal, "t");
    filter.AddCondition("User", QueryOperator.GreaterThan, "u2");
    Same(2, (await table.Query(filter).GetRemainingAsync()).Count);
    var scan = new ScanFilter();
    scan.AddCondition("Age", ScanOperator.LessThan, 3);
    Same(2, (await table.Scan(scan).GetRemainingAsync()).Count);
    Same("u4", (await table.GetItemAsync("t", "u4"))["User"].AsString());
    await table.DeleteItemAsync("t", "u4");
    Same(null, await table.GetItemAsync("t", "u4"));
    await dynamoDb.DeleteTableAsync(name);
}

async Task ObjectsAsync()
{
    Same(false, await AmazonS3Util.DoesS3BucketExistV2Async(s3, name));
    await s3.PutBucketAsync(name);
    Same(true, await AmazonS3Util.DoesS3BucketExistV2Async(s3, name));
    await s3.PutObjectAsync(new PutObjectRequest { BucketName = name, Key = "a/ü +", ContentBody = "hello" });
    using var read = await s3.GetObjectAsync(name, "a/ü +");
    using var reader = new StreamReader(read.ResponseStream);
    Same("hello", await reader.ReadToEndAsync());
    await s3.PutObjectTaggingAsync(new PutObjectTaggingRequest
    {
        BucketName = name,
        Key = "a/ü +",
        Tagging = new Tagging { TagSet = [new Amazon.S3.Model.Tag { Key = "k", Value = "v" }] },
    });
    var tags = await s3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = name, Key = "a/ü +" });
    Same("k=v", string.Join(',', tags.Tagging.Select(t => $"{t.Key}={t.Value}")));
    using var http = new HttpClient();
    var url = await s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
    {
        BucketName = name,
        Key = "a/ü +",
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1),
        Protocol = Protocol.HTTP,
    });
    Same("hello", await http.GetStringAsync(url));
    await RefusedAsync("NoSuchKey", () => s3.GetObjectAsync(name, "none"));
}

async Task TransfersAsync()
{
    var folder = Directory.CreateTempSubdirectory("transfer-").FullName;
    try
    {
        var megabytes = int.Parse(
            Environment.GetEnvironmentVariable("BIG_MB") ?? "100", NumberStyles.None, CultureInfo.InvariantCulture);
        var big = Path.Combine(folder, "big");
        var content = new byte[1024 * 1024];
        await using (var file = File.Create(big))
        {
            for (var i = 0; i < megabytes; i++)
            {
                random.NextBytes(content);
                await file.WriteAsync(content);
            }
        }

        using var transfers = new TransferUtility(s3);
        await transfers.UploadAsync(big, name, "big");
        var metadata = await s3.GetObjectMetadataAsync(name, "big");
        Same((megabytes * 1024L * 1024, megabytes > 16), (metadata.ContentLength, metadata.ETag.Contains('-')));
        var back = Path.Combine(folder, "back");
        await transfers.DownloadAsync(back, name, "big");
        Same(true, await SameContentAsync(big, back));

        var up = Directory.CreateDirectory(Path.Combine(folder, "up"));
        await File.WriteAllTextAsync(Path.Combine(up.FullName, "one.txt"), "one");
        await File.WriteAllTextAsync(Path.Combine(up.FullName, "empty.txt"), "");
        await transfers.UploadDirectoryAsync(new TransferUtilityUploadDirectoryRequest
        {
            BucketName = name,
            Directory = up.FullName,
            KeyPrefix = "folder",
        });
        var down = Path.Combine(folder, "down");
        await transfers.DownloadDirectoryAsync(name, "folder", down);
        Same("one", await File.ReadAllTextAsync(Path.Combine(down, "one.txt")));
        Same(0L, new FileInfo(Path.Combine(down, "empty.txt")).Length);
        await AmazonS3Util.DeleteS3BucketWithObjectsAsync(s3, name);
        Same(false, await AmazonS3Util.DoesS3BucketExistV2Async(s3, name));
    }
    finally
    {
        Directory.Delete(folder, recursive: true);
    }
}

async Task CreateTableAsync()
{
    await dynamoDb.CreateTableAsync(new CreateTableRequest
    {
        TableName = name,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions =
        [
            new AttributeDefinition("Tenant", ScalarAttributeType.S),
            new AttributeDefinition("User", ScalarAttributeType.S),
            new AttributeDefinition("Age", ScalarAttributeType.N),
        ],
        KeySchema = [new KeySchemaElement("Tenant", KeyType.HASH), new KeySchemaElement("User", KeyType.RANGE)],
        GlobalSecondaryIndexes =
        [
            new GlobalSecondaryIndex
            {
                IndexName = "byAge",
                KeySchema = [new KeySchemaElement("Age", KeyType.HASH)],
                Projection = new Projection { ProjectionType = ProjectionType.ALL },
            },
        ],
    });
    while ((await dynamoDb.DescribeTableAsync(name)).Table.TableStatus != TableStatus.ACTIVE)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
    }
}

static async Task<bool> SameContentAsync(string one, string other)
{
    await using var first = File.OpenRead(one);
    await using var second = File.OpenRead(other);
    return Convert.ToHexString(await SHA256.HashDataAsync(first))
        == Convert.ToHexString(await SHA256.HashDataAsync(second));
}

TConfig Configure<TConfig>(TConfig config)
    where TConfig : ClientConfig
{
    config.ServiceURL = endpoint;
    config.AuthenticationRegion = "us-east-1";
    return config;
}

void Same<T>(T expected, T actual)
{
    calls++;
    if (!EqualityComparer<T>.Default.Equals(expected, actual))
    {
        throw new InvalidOperationException($"call {calls}: expected {expected}, got {actual}");
    }
}

async Task RefusedAsync(string code, Func<Task> call)
{
    try
    {
        await call();
    }
    catch (AmazonServiceException refusal)
    {
        Same(code, refusal.ErrorCode);
        return;
    }

    throw new InvalidOperationException($"call {calls}: expected {code}, but it succeeded");
}

[DynamoDBTable("overridden")]
internal sealed class Person
{
    [DynamoDBHashKey]
    [DynamoDBGlobalSecondaryIndexRangeKey]
    public required string Tenant { get; set; }

    [DynamoDBRangeKey]
    public required string User { get; set; }

    [DynamoDBGlobalSecondaryIndexHashKey("byAge")]
    public int Age { get; set; }

    public HashSet<string> Tags { get; set; } = [];

    [DynamoDBVersion]
    public int? Version { get; set; }
}
