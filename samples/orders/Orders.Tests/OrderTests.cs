using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;

namespace Orders.Tests;

public sealed class OrderTests(OrdersStack stack) : IClassFixture<OrdersStack>
{
    [Fact]
    public async Task An_order_gets_a_receipt()
    {
        using var response = await PostAsync(new { item = "tea", count = 3 });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var order = await response.Content.ReadFromJsonAsync<JsonElement>();

        await stack.Aws.EventSources.WaitUntilDrainedAsync();
        Assert.Equal("3 × tea", await ReadReceiptAsync(order.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task An_order_without_a_count_is_refused()
    {
        using var response = await PostAsync(new { item = "tea" });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Both_functions_are_one_trace()
    {
        using var response = await PostAsync(new { item = "coffee", count = 1 });
        var receipt = await stack.Aws.Traces.WaitForAsync(span => span.Name == "local-WriteReceipt");
        Assert.Contains(stack.Aws.Traces.ListOf(receipt.TraceId), span => span.Name == "local-TakeOrder");
    }

    private async Task<HttpResponseMessage> PostAsync(object order)
    {
        using var http = new HttpClient { BaseAddress = stack.Aws.Stack.ApiUrl };
        return await http.PostAsJsonAsync("/orders", order);
    }

    private async Task<string> ReadReceiptAsync(string id)
    {
        var aws = stack.Aws;
        using var s3 = new AmazonS3Client(
            new BasicAWSCredentials(aws.AccessKeyId, aws.SecretAccessKey),
            new AmazonS3Config
            {
                ServiceURL = aws.EdgeUrl.OriginalString, AuthenticationRegion = aws.Region, ForcePathStyle = true,
            });
        using var receipt = await s3.GetObjectAsync(aws.Stack.Outputs["ReceiptsBucket"], $"{id}.txt");
        using var reader = new StreamReader(receipt.ResponseStream);
        return await reader.ReadToEndAsync();
    }
}
