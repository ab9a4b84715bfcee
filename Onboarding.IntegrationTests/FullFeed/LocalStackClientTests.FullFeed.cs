using Amazon.DynamoDBv2;
using Onboarding.AppHost.Endpoints;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>A client that LocalStack.Client makes, as `keys` and `users` use it here.</summary>
public sealed class LocalStackClientTests(RunningStack stack) : IClassFixture<RunningStack>
{
    [Fact]
    public async Task It_reads_what_the_pipeline_wrote()
    {
        var userId = await stack.RegisteredAsync(
            new { email = "ada@example.com", name = "Ada Lovelace", phone = "+442079460000" });
        using AmazonDynamoDBClient dynamoDb = await StackClients.DynamoDbAsync(stack.Ready.EdgeUrl, "us-east-1");
        var user = await dynamoDb.GetItemAsync(
            stack.Ready.Outputs["UsersTableName"], new() { ["userId"] = new(userId) });
        Assert.Equal("ada@example.com", user.Item["email"].S);
    }
}
