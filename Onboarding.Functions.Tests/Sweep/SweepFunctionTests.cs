using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Tests.Sweep;

public sealed class SweepFunctionTests : IAsyncLifetime
{
    private const string Registered = """{"objectClassName":"domain","ldhName":"example.com"}""";

    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(91);

    private readonly SweepTable _table = new();
    private readonly ManualClock _clock = ManualClock.StartedNow();

    public Task InitializeAsync() => _table.InitializeAsync();

    public Task DisposeAsync() => _table.DisposeAsync();

    [Theory]
    [InlineData("pending")]
    [InlineData("processing")]
    public async Task A_registration_that_is_open_for_too_long_is_driven_again_from_the_start(string status)
    {
        var userId = await EnterAsync(status);
        await using var function = await StartAsync();

        Assert.Equal("{}", await SweepAsync(function));
        _clock.Advance(TooLong);
        Assert.Equal("""{"driven":1}""", await SweepAsync(function));

        var user = await _table.UserAsync(userId);
        Assert.Equal(("pending", 2), (user.Status, user.Attempt));
        Assert.Equal(Timestamp.Format(_clock.GetUtcNow()), user.DueSince);
        // The trace is the registration's still, and the user has the time of a first attempt again.
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", user.Trace, StringComparison.Ordinal);
        Assert.Equal("{}", await SweepAsync(function));
    }

    [Fact]
    public async Task After_the_last_attempt_it_fails_with_a_reason_and_nothing_is_due_any_more()
    {
        var userId = await EnterAsync("pending");
        await using var function = await StartAsync();

        for (var sweep = 0; sweep < 3; sweep++)
        {
            _clock.Advance(TooLong);
            await SweepAsync(function);
        }

        var user = await _table.UserAsync(userId);
        Assert.Equal(("failed", "registration_stalled", 3), (user.Status, user.Reason, user.Attempt));
        Assert.Empty(await _table.DueAsync());
        Assert.Contains("registration_stalled", function.Logs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("failed")]
    public async Task The_index_has_no_registration_that_is_at_its_end(string status)
    {
        var userId = await EnterAsync("pending");
        Assert.Equal([userId], await _table.DueAsync());

        await MoveAsync(userId, "pending", update => update.MoveTo(status, _clock.GetUtcNow(), traceparent: null));

        Assert.Empty(await _table.DueAsync());
    }

    [Fact]
    public async Task A_domain_that_an_outage_left_unverified_is_asked_for_again_until_a_registry_responds()
    {
        var userId = await EnterUnverifiedAsync();
        var isDown = true;
        await using var function = await StartAsync(_ => isDown ? new(503) : new(200, Registered));

        _clock.Advance(TooLong);
        Assert.Equal("""{"unverified":1}""", await SweepAsync(function));
        Assert.Equal([userId], await _table.DueAsync());
        isDown = false;
        _clock.Advance(TooLong);
        Assert.Equal("""{"verified":1}""", await SweepAsync(function));

        var user = await _table.UserAsync(userId);
        Assert.Equal(("completed", "verified"), (user.Status, user.DomainVerification));
        Assert.Empty(await _table.DueAsync());
    }

    [Fact]
    public async Task A_domain_that_turns_out_not_to_exist_is_marked_and_the_user_stays_completed()
    {
        var userId = await EnterUnverifiedAsync();
        await using var function = await StartAsync(_ => new(404));

        _clock.Advance(TooLong);
        Assert.Equal("""{"verified":1}""", await SweepAsync(function));

        var user = await _table.UserAsync(userId);
        Assert.Equal(("completed", "not_registered"), (user.Status, user.DomainVerification));
        Assert.Empty(await _table.DueAsync());
    }

    [Fact]
    public async Task A_domain_that_no_registry_can_verify_for_a_month_is_left_to_a_person()
    {
        await EnterUnverifiedAsync();
        await using var function = await StartAsync(_ => new(503));

        _clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal("""{"dropped":1}""", await SweepAsync(function));

        Assert.Empty(await _table.DueAsync());
    }

    [Fact]
    public async Task Two_sweeps_at_once_drive_a_registration_once()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => EnterAsync("pending")));
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        _clock.Advance(TooLong);

        await Task.WhenAll(SweepAsync(one), SweepAsync(other));

        var swept = await Task.WhenAll(users.Select(_table.UserAsync));
        Assert.All(swept, user => Assert.Equal(("pending", 2), (user.Status, user.Attempt)));
    }

    [Fact]
    public async Task It_queries_the_index_and_scans_nothing()
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "Sweep", _ => new WireResponse(200, """{"Items":[],"Count":0}"""));

        Assert.Equal("{}", await SweepAsync(function));

        Assert.Equal(16, function.Aws.Requests.Count);
        Assert.All(function.Aws.Requests, request =>
        {
            Assert.Equal("Query", request.Operation);
            Assert.Contains("\"IndexName\":\"Due\"", request.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_user_whom_the_table_refuses_keeps_no_other_waiting()
    {
        const string found = """
            {"Items":[{"userId":{"S":"ada"},"due":{"S":"open#0"},"dueSince":{"S":"2026-01-01T00:00:00.000Z"}}]}
            """;
        await using var function = await FunctionUnderTest.StartAsync("Sweep", request => request.Operation == "Query"
            ? new WireResponse(200, found)
            : new WireResponse(400, """{"__type":"com.amazonaws.dynamodb#ValidationException","message":"no"}"""));

        Assert.Equal("""{"faulted":16}""", await SweepAsync(function));
    }

    private async Task<string> EnterAsync(string status)
    {
        var userId = await _table.EnterAsync(_clock.GetUtcNow());
        if (status != "pending")
        {
            await MoveAsync(userId, "pending", update => update.MoveTo(status, _clock.GetUtcNow(), traceparent: null));
        }

        return userId;
    }

    private async Task<string> EnterUnverifiedAsync()
    {
        var userId = await EnterAsync("processing");
        var domain = new Dictionary<string, AttributeValue>
        {
            ["name"] = new("example.com"),
            ["verification"] = new(DomainVerification.Unverified),
            ["checkedAt"] = new(Timestamp.Format(_clock.GetUtcNow())),
        };
        await MoveAsync(userId, "processing", update => update
            .CompleteUnverified(_clock.GetUtcNow(), traceparent: null)
            .Set("domain", new AttributeValue { M = domain }));
        return userId;
    }

    private async Task MoveAsync(string userId, string from, Func<UserUpdate, UserUpdate> move) => Assert.True(
        await move(new UserUpdate(SweepTable.Users, userId).RequireStatus(from))
            .ApplyAsync(_table.Client, CancellationToken.None));

    private Task<FunctionUnderTest> StartAsync(Func<WireRequest, WireResponse>? rdap = null) =>
        FunctionUnderTest.StartAsync(
            "Sweep",
            rdap ?? (_ => new WireResponse(200, Registered)),
            new() { ["AWS_ENDPOINT_URL_DYNAMODB"] = _table.Url },
            time: _clock);

    private static async Task<string> SweepAsync(FunctionUnderTest function) =>
        (await function.InvokeAsync("{}")).Request.Body;
}
