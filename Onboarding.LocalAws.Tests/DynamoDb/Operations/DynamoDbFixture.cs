using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>A host of one's own with a real SDK client and the tables that most tests want.</summary>
internal sealed class DynamoDbFixture : IAsyncDisposable
{
    private DynamoDbFixture(TestHost host)
    {
        Host = host;
        Client = new AmazonDynamoDBClient(TestHost.Root, host.Configure(new AmazonDynamoDBConfig()));
    }

    public TestHost Host { get; }

    public AmazonDynamoDBClient Client { get; }

    public static async Task<DynamoDbFixture> StartAsync(LocalAwsOptions? options = null) =>
        new(await TestHost.StartAsync(options));

    /// <summary>A host with the table <c>users</c>: hash key <c>pk</c> S.</summary>
    public static async Task<DynamoDbFixture> WithUsersAsync(LocalAwsOptions? options = null)
    {
        var fixture = await StartAsync(options);
        await fixture.CreateAsync(Tables.Hash("users"));
        return fixture;
    }

    public Task<CreateTableResponse> CreateAsync(CreateTableRequest table) => Client.CreateTableAsync(table);

    /// <summary>The message of the exception that the call must end with.</summary>
    public static async Task<string> FailsAsync<TException>(Func<Task> call)
        where TException : Exception => (await Assert.ThrowsAsync<TException>(call)).Message;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}
