using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Onboarding.Functions.Randomness;
using Onboarding.Functions.Users;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.Functions.Tests.Sweep;

/// <summary>The Users table with its index in a real DynamoDB of this process.</summary>
public sealed class SweepTable : IAsyncLifetime
{
    public const string Users = "Users";

    private LocalAwsHost _host = null!;

    internal AmazonDynamoDBClient Client { get; private set; } = null!;

    public string Url => _host.EdgeUrl.OriginalString;

    public async Task InitializeAsync()
    {
        _host = await LocalAwsHost.StartAsync(new LocalAwsOptions { Port = 0 });
        var config = new AmazonDynamoDBConfig { ServiceURL = Url, AuthenticationRegion = "us-east-1" };
        Client = new AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), config);
        await Client.CreateTableAsync(new CreateTableRequest
        {
            TableName = Users,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions =
            [
                new AttributeDefinition("userId", ScalarAttributeType.S),
                new AttributeDefinition(DueWork.Attribute, ScalarAttributeType.S),
                new AttributeDefinition(DueWork.SinceAttribute, ScalarAttributeType.S),
            ],
            KeySchema = [new KeySchemaElement("userId", KeyType.HASH)],
            GlobalSecondaryIndexes =
            [
                new GlobalSecondaryIndex
                {
                    IndexName = DueWork.Index,
                    KeySchema =
                    [
                        new KeySchemaElement(DueWork.Attribute, KeyType.HASH),
                        new KeySchemaElement(DueWork.SinceAttribute, KeyType.RANGE),
                    ],
                    Projection = new Projection { ProjectionType = ProjectionType.KEYS_ONLY },
                },
            ],
        });
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }

    /// <summary>Stores a user as a door does.</summary>
    internal async Task<string> EnterAsync(DateTimeOffset at)
    {
        var userId = UserId.New(at, RandomSource.System);
        var user = new NewUser(userId, UserSource.Register, at)
        {
            Email = $"{userId}@example.com",
            Name = "Ada",
            Traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        };
        await Client.TransactWriteItemsAsync(new() { TransactItems = [user.Put(Users)] });
        return userId;
    }

    internal async Task<UserItem> UserAsync(string userId) =>
        (await new UserTable(Client, Users).ReadAsync(userId, CancellationToken.None))!;

    /// <summary>The users in the index, of every partition.</summary>
    internal async Task<IReadOnlyList<string>> DueAsync() =>
    [
        .. (await Client.ScanAsync(new ScanRequest { TableName = Users, IndexName = DueWork.Index })).Items
            .Select(item => item["userId"].S),
    ];
}
