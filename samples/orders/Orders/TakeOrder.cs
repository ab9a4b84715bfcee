using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.LocalAws.Hosting;

namespace Orders;

/// <summary>POST /orders: stores an order; the table's stream does the rest.</summary>
internal sealed class TakeOrder(IReadOnlyDictionary<string, string> environment)
{
    private readonly AmazonDynamoDBClient _dynamoDb = AwsSettings.DynamoDb(environment);

    public LambdaHandler Handler => LambdaRuntime.Json<HttpRequest, HttpResponse>(HandleAsync);

    private async Task<HttpResponse> HandleAsync(HttpRequest request, LambdaContext context)
    {
        var order = JsonSerializer.Deserialize<Order>(request.Body ?? "{}", JsonSerializerOptions.Web);
        if (order is not { Item.Length: > 0, Count: > 0 })
        {
            return new HttpResponse(400, """{"message":"an order has an item and a count"}""");
        }

        // The id of the invocation: a retry of it writes the same order, not another one.
        var id = context.AwsRequestId;
        await _dynamoDb.PutItemAsync(
            environment["TABLE"],
            new Dictionary<string, AttributeValue>
            {
                ["id"] = new() { S = id },
                ["item"] = new() { S = order.Item },
                ["count"] = new() { N = $"{order.Count}" },
            },
            context.Stop);
        return new HttpResponse(202, JsonSerializer.Serialize(new { id }));
    }

    internal sealed record HttpRequest(string? Body);

    internal sealed record HttpResponse(int StatusCode, string Body);

    internal sealed record Order(string? Item, int Count);
}
