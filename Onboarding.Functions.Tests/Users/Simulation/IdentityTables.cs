using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Onboarding.Functions.Users;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.Functions.Tests.Users.Simulation;

/// <summary>The tables of users and identities in a real DynamoDB of this process.</summary>
public sealed class IdentityTables : IAsyncLifetime
{
    public const string Users = "Users";
    public const string Identities = "Identities";

    private LocalAwsHost _host = null!;

    internal AmazonDynamoDBClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _host = await LocalAwsHost.StartAsync(new LocalAwsOptions { Port = 0 });
        Client = Connect(turns: null);
        await CreateAsync(Users, "userId");
        await CreateAsync(Identities, "identity");
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }

    /// <param name="turns">Null sends every request at once.</param>
    internal AmazonDynamoDBClient Connect(SeededTurns? turns) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonDynamoDBConfig
        {
            ServiceURL = _host.EdgeUrl.OriginalString,
            AuthenticationRegion = "us-east-1",
            HttpClientFactory = turns is null ? null : new InTurns(turns),
        });

    internal async Task<UserItem?> UserAsync(string userId) =>
        await new UserTable(Client, Users).ReadAsync(userId, CancellationToken.None);

    /// <summary>The item of an identity; empty where there is none.</summary>
    internal async Task<Dictionary<string, AttributeValue>> IdentityAsync(string identity) =>
        (await Client.GetItemAsync(Identities, new() { ["identity"] = new(identity) })).Item ?? [];

    private Task<CreateTableResponse> CreateAsync(string table, string key) =>
        Client.CreateTableAsync(new CreateTableRequest
        {
            TableName = table,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new AttributeDefinition(key, ScalarAttributeType.S)],
            KeySchema = [new KeySchemaElement(key, KeyType.HASH)],
        });

    private sealed class InTurns(SeededTurns turns) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(new Gate(turns) { InnerHandler = new SocketsHttpHandler() });

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }

    private sealed class Gate(SeededTurns turns) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken stop)
        {
            await turns.TakeAsync();
            return await base.SendAsync(request, stop);
        }
    }
}
