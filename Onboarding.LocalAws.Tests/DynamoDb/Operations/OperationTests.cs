namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>
/// A host of its own per test with two tables: <c>users</c> (hash key pk S) and <c>events</c> (hash key pk S, range
/// key sk N, global index <c>by-group</c> on g, local index <c>by-label</c> on l, both KEYS_ONLY).
/// </summary>
public abstract class OperationTests : IAsyncLifetime
{
    private DynamoDbFixture _fixture = null!;

    private protected DynamoDbFixture Fixture => _fixture;

    private protected Amazon.DynamoDBv2.AmazonDynamoDBClient Client => _fixture.Client;

    public async Task InitializeAsync()
    {
        _fixture = await DynamoDbFixture.WithUsersAsync();
        await _fixture.CreateAsync(Tables.WithIndexes("events"));
    }

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    private protected Task<RawResponse> CallAsync(string operation, string json) =>
        RawDynamoDb.CallAsync(_fixture.Host, operation, json);
}
