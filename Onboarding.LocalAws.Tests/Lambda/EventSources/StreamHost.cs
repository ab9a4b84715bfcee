using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>A host with a table whose stream a function consumes, and a queue for what it cannot process.</summary>
internal sealed class StreamHost : IAsyncDisposable
{
    public const string QueueArn = "arn:aws:sqs:us-east-1:123456789012:dead";

    private readonly TestHost _host;
    private readonly AmazonDynamoDBClient _dynamoDb;

    private StreamHost(TestHost host)
    {
        _host = host;
        _dynamoDb = new AmazonDynamoDBClient(TestHost.Root, host.Configure(new AmazonDynamoDBConfig()));
    }

    public TestHost Host => _host;

    public string StreamArn { get; private set; } = "";

    public static async Task<StreamHost> StartAsync(
        FunctionHosting hosting, TimeProvider? time = null, ILoggerFactory? logging = null)
    {
        var host = new StreamHost(await LambdaHost.StartAsync(hosting, time, logging));
        var table = await host._dynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = "users",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new AttributeDefinition("id", ScalarAttributeType.S)],
            KeySchema = [new KeySchemaElement("id", KeyType.HASH)],
            StreamSpecification = new StreamSpecification
            {
                StreamEnabled = true,
                StreamViewType = StreamViewType.NEW_AND_OLD_IMAGES,
            },
        });
        host.StreamArn = table.TableDescription.LatestStreamArn;
        using var queue = await host.SqsAsync("CreateQueue", """{"QueueName":"dead"}""");
        host._host.Services.Functions.Deploy(
            LambdaHost.Function("consume") with { Timeout = TimeSpan.FromSeconds(30) });
        return host;
    }

    public Task MapAsync(Func<EventSourceMappingDefinition, EventSourceMappingDefinition>? change = null)
    {
        var definition = new EventSourceMappingDefinition
        {
            LogicalId = "Mapping",
            FunctionName = "consume",
            EventSourceArn = StreamArn,
            StartingPosition = "TRIM_HORIZON",
            OnFailureArn = QueueArn,
        };
        return _host.Services.StackRuntime
            .CreateEventSourceMappingAsync(change?.Invoke(definition) ?? definition, CancellationToken.None).AsTask();
    }

    public Task PutAsync(string id, string kind = "good") => _dynamoDb.PutItemAsync("users", new()
    {
        ["id"] = new AttributeValue(id),
        ["kind"] = new AttributeValue(kind),
    });

    public Task DeleteAsync(string id) =>
        _dynamoDb.DeleteItemAsync("users", new() { ["id"] = new AttributeValue(id) });

    /// <summary>The body of the next message of the dead-letter queue, for which it waits.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        var url = $"{_host.Url}/123456789012/dead";
        using var answer = await SqsAsync("ReceiveMessage", $$"""{"QueueUrl":"{{url}}","WaitTimeSeconds":20}""");
        var body = answer.RootElement.GetProperty("Messages")[0].GetProperty("Body").GetString()!;
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        _dynamoDb.Dispose();
        await _host.DisposeAsync();
    }

    public async Task<JsonDocument> SqsAsync(string operation, string body)
    {
        using var answer = await _host.SendSignedAsync(
            "sqs", HttpMethod.Post, "/", body, $"X-Amz-Target: AmazonSQS.{operation}",
            "Content-Type: application/x-amz-json-1.0");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text);
    }
}
