using System.Text.Json;
using System.Threading.Channels;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Lambda;
using Onboarding.LocalAws.Tests.Provisioning;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>A stack with services at another endpoint; a second host of ours plays it.</summary>
public sealed class RemoteEndpointTests : IAsyncLifetime
{
    private const string Template = """
        Resources:
          Users:
            Type: AWS::DynamoDB::Table
            Properties:
              AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
              KeySchema: [{AttributeName: id, KeyType: HASH}]
              BillingMode: PAY_PER_REQUEST
              StreamSpecification: {StreamViewType: NEW_IMAGE}
              TimeToLiveSpecification: {AttributeName: at, Enabled: true}
          Files:
            Type: AWS::S3::Bucket
          Waiting:
            Type: AWS::SQS::Queue
          Bus:
            Type: AWS::Events::EventBus
            Properties: {Name: bus}
          Consume:
            Type: AWS::Serverless::Function
            Properties:
              Handler: F
              Runtime: provided.al2023
              CodeUri: out/
              Events:
                Stream:
                  Type: DynamoDB
                  Properties: {Stream: !GetAtt Users.StreamArn, StartingPosition: TRIM_HORIZON}
        Outputs:
          Table: {Value: !GetAtt Users.Arn}
          Queue: {Value: !Ref Waiting}
        """;

    private const string Rule = """
          Rule:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Bus
              EventPattern: {source: [s]}
              Targets: [{Id: f, Arn: !GetAtt Consume.Arn}]

        """;

    private readonly Channel<string> _ids = Channel.CreateUnbounded<string>();
    private TestHost _other = null!;

    public async Task InitializeAsync() => _other = await TestHost.StartAsync(
        new LocalAwsOptions { AccountId = "111122223333" });

    public async Task DisposeAsync() => await _other.DisposeAsync();

    [Fact]
    public async Task Tables_are_there_and_their_streams_reach_the_functions_here()
    {
        await using var here = await StartAsync(new RemoteEndpoints { Services = At(("dynamodb", _other.Url)) });
        var stack = await here.DeployAsync(Template);
        Assert.Equal(["dynamodb"], stack.Endpoints.Keys);
        Assert.Equal("arn:aws:dynamodb:us-east-1:111122223333:table/onboarding-Users", stack.Outputs["Table"]);
        await PutAsync("u1");
        Assert.Equal("u1", await _ids.Reader.ReadAsync().InTimeAsync());

        using var own = new AmazonDynamoDBClient(TestHost.Root, here.Configure(new AmazonDynamoDBConfig()));
        Assert.Empty((await own.ListTablesAsync()).TableNames ?? []);
        var variables = here.Services.Functions.Find("onboarding-Consume")!.Function.Environment;
        Assert.Equal(_other.Url, variables["AWS_ENDPOINT_URL_DYNAMODB"]);
        Assert.Equal(_other.Url, variables["AWS_ENDPOINT_URL_DYNAMODB_STREAMS"]);
        Assert.DoesNotContain("AWS_ENDPOINT_URL_S3", variables.Keys);
        Assert.Equal(
            _other.Url,
            JsonDocument.Parse(await here.Http.GetStringAsync("/_localaws/endpoints")).RootElement
                .GetProperty("dynamodb").GetString()!.TrimEnd('/'));
    }

    [Fact]
    public async Task A_second_start_takes_over_what_is_there()
    {
        var remote = new RemoteEndpoints { Other = new Uri(_other.Url) };
        await using (var first = await StartAsync(remote))
        {
            var stack = await first.DeployAsync(Template);
            Assert.Equal(["dynamodb", "events", "s3", "sqs"], stack.Endpoints.Keys.Order());
            Assert.Empty(stack.EndpointNotes);
        }

        await PutAsync("u2");
        await using var second = await StartAsync(remote);
        var again = await second.DeployAsync(Template);
        Assert.Equal("u2", await _ids.Reader.ReadAsync().InTimeAsync());
        Assert.StartsWith(_other.Url, again.Outputs["Queue"], StringComparison.Ordinal);
        using var s3 = new AmazonS3Client(TestHost.Root, _other.Configure(new AmazonS3Config()));
        Assert.Equal(["onboarding-files"], (await s3.ListBucketsAsync()).Buckets.Select(bucket => bucket.BucketName));
    }

    [Fact]
    public async Task A_table_that_is_another_one_is_named()
    {
        var remote = new RemoteEndpoints { Services = At(("dynamodb", _other.Url)) };
        await using (var first = await StartAsync(remote))
        {
            await first.DeployAsync(Template);
        }

        await using var second = await StartAsync(remote);
        var failure = await Assert.ThrowsAsync<LocalAwsException>(() => second.DeployAsync(
            Template.Replace("AttributeName: id", "AttributeName: userId", StringComparison.Ordinal)));
        Assert.Contains("Users (AWS::DynamoDB::Table) was not created: the table is there already", failure.Message);
    }

    [Theory]
    [InlineData(Rule, "", "dynamodb s3 sqs", "events stays here: a target of the rule Rule runs here")]
    [InlineData(
        "",
        ", DestinationConfig: {OnFailure: {Destination: !GetAtt Waiting.Arn}}",
        "dynamodb events s3",
        "sqs stays here: ConsumeStream, which runs here, reads or fills a queue")]
    public async Task What_something_here_needs_stays_here(string rule, string setting, string elsewhere, string note)
    {
        await using var here = await StartAsync(new RemoteEndpoints { Other = new Uri(_other.Url) });
        var stack = await here.DeployAsync(Template
            .Replace("Outputs:", rule + "Outputs:", StringComparison.Ordinal)
            .Replace("TRIM_HORIZON}", $"TRIM_HORIZON{setting}}}", StringComparison.Ordinal));
        Assert.Equal(elsewhere, string.Join(' ', stack.Endpoints.Keys.Order()));
        Assert.Equal([note], stack.EndpointNotes);
    }

    [Fact]
    public async Task An_endpoint_plays_what_it_serves_and_the_rest_stays()
    {
        await using var tables = await RecordingAws.StartAsync((operation, body) =>
            operation.StartsWith("DynamoDB", StringComparison.Ordinal)
                ? Described(operation, body)
                : (501, """{"__type":"NotImplemented","message":"tables only"}"""));
        await using var here = await StartAsync(new RemoteEndpoints { Other = tables.Url });
        var stack = await here.DeployAsync(Template);
        Assert.Equal(["dynamodb"], stack.Endpoints.Keys);
        Assert.Equal(
            [
                $"events stays here: {tables.Url} does not serve it (ListEventBuses: 501 NotImplemented tables only)",
                $"s3 stays here: {tables.Url} does not serve it (ListBuckets: 501 NotImplemented tables only)",
                $"sqs stays here: {tables.Url} does not serve it (ListQueues: 501 NotImplemented tables only)",
            ],
            stack.EndpointNotes);
    }

    [Fact]
    public async Task A_named_service_that_is_not_served_ends_the_start()
    {
        await using var nothing = await RecordingAws.StartAsync((_, _) => (501, """{"__type":"NotImplemented"}"""));
        await using var here = await StartAsync(new RemoteEndpoints { Services = At(("s3", nothing.Url.AbsoluteUri)) });
        var named = await Assert.ThrowsAsync<LocalAwsException>(() => here.DeployAsync(Template));
        Assert.StartsWith(
            $"{nothing.Url} does not serve s3: ListBuckets: 501 NotImplemented",
            named.Message,
            StringComparison.Ordinal);
        await using var general = await StartAsync(new RemoteEndpoints { Other = nothing.Url });
        var none = await Assert.ThrowsAsync<LocalAwsException>(() => general.DeployAsync(Template));
        Assert.Equal($"{nothing.Url} serves none of dynamodb, events, s3, sqs", none.Message);
    }

    [Fact]
    public async Task Tables_without_streams_name_the_endpoint()
    {
        await using var tables = await RecordingAws.StartAsync((operation, body) =>
            operation.StartsWith("DynamoDBStreams", StringComparison.Ordinal)
                ? (400, """{"__type":"UnknownOperationException"}""")
                : OfTables(operation, body));
        await using var here = await StartAsync(
            new RemoteEndpoints { Services = At(("dynamodb", tables.Url.AbsoluteUri)) });
        var failure = await Assert.ThrowsAsync<LocalAwsException>(() => here.DeployAsync(Template));
        Assert.Contains($"{tables.Url} does not serve the stream", failure.Message, StringComparison.Ordinal);
        Assert.Contains("DescribeStream: 400 UnknownOperationException", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hosts_own_address_means_the_host()
    {
        var port = new Uri(_other.Url).Port;
        await _other.DisposeAsync();
        var own = new Uri($"http://localhost:{port}");
        var remote = new RemoteEndpoints { Other = own, Services = At(("s3", own.AbsoluteUri)) };
        _other = await TestHost.StartAsync(new LocalAwsOptions { Remote = remote }, port);
        var stack = await _other.DeployAsync(Template);
        Assert.Empty(stack.Endpoints);
        Assert.Empty(stack.EndpointNotes);
    }

    [Fact]
    public async Task All_faults_of_the_options_are_in_one_message()
    {
        var refused = await Assert.ThrowsAsync<LocalAwsException>(() => StartAsync(new RemoteEndpoints
        {
            Services = At(("ses", "http://localhost"), ("s3", "ftp://localhost")),
            Keys = new RemoteKeys("test", "another", null),
        }));
        Assert.Equal(
            "'ses' cannot be at another endpoint; dynamodb, events, s3, sqs can; the endpoint of s3 is an http or "
                + "https address, not 'ftp://localhost/'; the access key 'test' is this host's own, with the secret "
                + "'test'; another endpoint needs another",
            refused.Message);
        Assert.Equal("AKIA", new RemoteKeys("AKIA", "secret", "token").ToString());
    }

    [Fact]
    public async Task The_key_of_the_endpoint_is_known_here_too()
    {
        await using var keyed = await StartAsync(new RemoteEndpoints
        {
            Other = new Uri(_other.Url),
            Keys = new RemoteKeys("AKIAOFTHEENDPOINT", "secret", "token"),
        });
        using var client = new AmazonDynamoDBClient(
            new SessionAWSCredentials("AKIAOFTHEENDPOINT", "secret", "token"),
            keyed.Configure(new AmazonDynamoDBConfig()));
        Assert.Empty((await client.ListTablesAsync()).TableNames ?? []);
    }

    /// <summary>A stream without shards.</summary>
    private static (int Status, string Body) Described(string operation, string body) =>
        operation.EndsWith("DescribeStream", StringComparison.Ordinal)
            ? (200, """{"StreamDescription":{"Shards":[]}}""")
            : OfTables(operation, body);

    private static (int Status, string Body) OfTables(string operation, string body)
    {
        var (status, answer) = RecordingAws.Answer(operation, body);
        const string arn = "arn:aws:dynamodb:ddblocal:000000000000:table/t/stream/2026-11-20T12:00:00.000";
        return (status, answer.Replace("arn:stream", arn, StringComparison.Ordinal));
    }

    private static Dictionary<string, Uri> At(params (string Service, string Url)[] services) =>
        services.ToDictionary(service => service.Service, service => new Uri(service.Url));

    private async Task PutAsync(string id)
    {
        using var client = new AmazonDynamoDBClient(TestHost.Root, _other.Configure(new AmazonDynamoDBConfig()));
        await client.PutItemAsync("onboarding-Users", new() { ["id"] = new AttributeValue(id) });
    }

    private Task<TestHost> StartAsync(RemoteEndpoints remote) =>
        TestHost.StartAsync(new LocalAwsOptions { Remote = remote, Functions = LambdaHost.Serving(Record) });

    private string Record(Runtime.Event received)
    {
        using var document = JsonDocument.Parse(received.Payload);
        foreach (var record in document.RootElement.GetProperty("Records").EnumerateArray())
        {
            var key = record.GetProperty("dynamodb").GetProperty("Keys").GetProperty("id");
            _ids.Writer.TryWrite(key.GetProperty("S").GetString()!);
        }

        return "null";
    }
}
