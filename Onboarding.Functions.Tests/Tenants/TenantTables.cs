using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.Functions.Tests.Tenants;

/// <summary>The tables of users and tenants, as the template has them, in a real DynamoDB of this process.</summary>
public sealed class TenantTables : IAsyncLifetime
{
    private const string Users = "Users";
    private const string Identities = "Identities";
    private const string TenantUsers = "TenantUsers";
    private const string Invitations = "Invitations";

    private LocalAwsHost _host = null!;

    internal AmazonDynamoDBClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _host = await LocalAwsHost.StartAsync(new LocalAwsOptions { Port = 0 });
        Client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonDynamoDBConfig { ServiceURL = _host.EdgeUrl.OriginalString, AuthenticationRegion = "us-east-1" });
        await CreateAsync(Users, "userId");
        await CreateAsync(Identities, "identity");
        await CreateAsync(Invitations, "codeHash");
        await CreateAsync(TenantUsers, "tenantId", "userId", new GlobalSecondaryIndex
        {
            IndexName = "byUser",
            KeySchema = [new("userId", KeyType.HASH), new("tenantId", KeyType.RANGE)],
            Projection = new Projection { ProjectionType = ProjectionType.KEYS_ONLY },
        });
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }

    internal Uri Url => _host.EdgeUrl;

    /// <summary>
    /// A function whose DynamoDB is this one; its registry knows every domain, all else but the bus is refused.
    /// </summary>
    internal Task<FunctionUnderTest> StartAsync(
        string handler, TimeProvider? time = null, Func<WireRequest, WireResponse>? bus = null) =>
        FunctionUnderTest.StartAsync(
            handler,
            request => request.Method == "GET"
                ? new(200, """{"objectClassName":"domain","ldhName":"example.com"}""")
                : new(400, """{"__type":"UnknownOperationException"}"""),
            new() { ["AWS_ENDPOINT_URL_DYNAMODB"] = _host.EdgeUrl.OriginalString },
            time: time,
            bus: bus);

    internal Task PutMemberAsync(string tenantId, string userId, string? name = "Ada", string? preferences = null) =>
        Client.PutItemAsync(TenantUsers, new Dictionary<string, AttributeValue>
        {
            ["tenantId"] = new(tenantId),
            ["userId"] = new(userId),
            ["name"] = name is null ? new() { NULL = true } : new(name),
            ["preferences"] = new()
            {
                M = preferences is null ? [] : new() { ["theme"] = new(preferences) },
                IsMSet = true,
            },
            ["joinedAt"] = new("2026-11-20T12:00:00.000Z"),
        });

    internal Task PutUserAsync(string userId, string source = "cognito", string status = "completed") =>
        Client.PutItemAsync(Users, new Dictionary<string, AttributeValue>
        {
            ["userId"] = new(userId),
            ["name"] = new("At the sign-up"),
            ["source"] = new(source),
            ["metadata"] = new()
            {
                M = new() { ["status"] = new(status), ["updatedAt"] = new("2026-11-20T12:00:00.000Z") },
            },
        });

    internal Task<Dictionary<string, AttributeValue>> UserAsync(string userId) =>
        ItemAsync(Users, new() { ["userId"] = new(userId) });

    internal Task<Dictionary<string, AttributeValue>> MemberAsync(string tenantId, string userId) =>
        ItemAsync(TenantUsers, new() { ["tenantId"] = new(tenantId), ["userId"] = new(userId) });

    internal async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> InvitationsOfAsync(string tenantId) =>
        [.. (await Client.ScanAsync(new ScanRequest(Invitations))).Items.Where(item => item["tenantId"].S == tenantId)];

    /// <summary>Invites as a member of the tenant does; returns the code.</summary>
    internal async Task<string> InviteAsync(string tenantId, TimeProvider? time = null)
    {
        await PutMemberAsync(tenantId, "host-" + tenantId);
        await using var function = await StartAsync("CreateInvitation", time);
        var (status, body) = await CallAsync(
            function, "POST /tenants/{tenantId}/invitations", "host-" + tenantId, tenantId);
        Assert.Equal(201, status);
        return body.GetProperty("code").GetString()!;
    }

    /// <summary>Calls a route with a token of the pool; the body of the answer is JSON.</summary>
    internal static async Task<(int Status, JsonElement Body)> CallAsync(
        FunctionUnderTest function, string route, string userId, string? tenantId = null, string? body = null,
        string query = "{}")
    {
        var parameters = tenantId is null ? "{}" : $$"""{"tenantId":{{JsonSerializer.Serialize(tenantId)}}}""";
        var posted = await function.InvokeAsync(Samples.HttpRequest(
            route, """{"content-type":"application/json"}""", parameters, body,
            claims: $$"""{"sub":"{{userId}}"}""", query: query));
        Assert.Equal("response", posted.Kind);
        using var answer = JsonDocument.Parse(posted.Request.Body);
        return (
            answer.RootElement.GetProperty("statusCode").GetInt32(),
            JsonDocument.Parse(answer.RootElement.GetProperty("body").GetString()!).RootElement);
    }

    private async Task<Dictionary<string, AttributeValue>> ItemAsync(
        string table, Dictionary<string, AttributeValue> key) =>
        (await Client.GetItemAsync(table, key)).Item ?? [];

    private Task<CreateTableResponse> CreateAsync(
        string table, string hash, string? range = null, params List<GlobalSecondaryIndex> indexes)
    {
        List<KeySchemaElement> schema = [new(hash, KeyType.HASH)];
        if (range is not null)
        {
            schema.Add(new KeySchemaElement(range, KeyType.RANGE));
        }

        return Client.CreateTableAsync(new CreateTableRequest
        {
            TableName = table,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [.. schema.Select(key => new AttributeDefinition(key.AttributeName, "S"))],
            KeySchema = schema,
            GlobalSecondaryIndexes = indexes.Count > 0 ? indexes : null,
        });
    }
}
