using System.Net;
using System.Text;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.Wire.Edge;

/// <summary>Local: the memory that bodies in flight share.</summary>
public sealed class BodyBudgetTests
{
    private const int Kb = 1024;
    private const int Everything = 64 * Kb * Kb;

    private static readonly TimeSpan Patience = new BodyBudgetOptions().WaitTimeMax;

    private readonly ManualTime _time = new();

    [Fact]
    public async Task Whoever_finds_no_room_waits_for_it_in_order()
    {
        var budget = Budget();
        var first = await TakeAsync(budget, 60 * Kb);
        var second = budget.TakeAsync(30 * Kb, BodySender.Other, default).AsTask();
        var third = budget.TakeAsync(10 * Kb, BodySender.Other, default).AsTask();
        Assert.Equal(2, budget.WaitingCount);
        first.Dispose();
        using var large = (await second.InTimeAsync())!.Value;
        using var small = (await third.InTimeAsync())!.Value;
        Assert.Equal(40 * Kb, budget.TakenSizeBytes);
    }

    [Fact]
    public async Task Whoever_waits_too_long_gets_none_and_makes_way()
    {
        var budget = Budget();
        using var first = await TakeAsync(budget, 60 * Kb);
        var large = budget.TakeAsync(30 * Kb, BodySender.Other, default).AsTask();
        var small = budget.TakeAsync(10 * Kb, BodySender.Other, default).AsTask();
        _time.Advance(Patience);
        Assert.Null(await large.InTimeAsync());
        // Which of the two timers fires first decides whether the small one still got its room.
        (await small.InTimeAsync())?.Dispose();
        Assert.Equal(60 * Kb, budget.TakenSizeBytes);
        Assert.Equal(0, budget.WaitingCount);
    }

    [Fact]
    public async Task A_client_that_goes_leaves_the_line()
    {
        var budget = Budget();
        using var first = await TakeAsync(budget, 75 * Kb);
        using var gone = new CancellationTokenSource();
        var large = budget.TakeAsync(30 * Kb, BodySender.Other, gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        Assert.Equal(0, budget.WaitingCount);
        Assert.Equal(75 * Kb, budget.TakenSizeBytes);
    }

    [Fact]
    public async Task The_line_is_limited()
    {
        var budget = Budget();
        var first = await TakeAsync(budget, 75 * Kb);
        var waiting = budget.TakeAsync(75 * Kb, BodySender.Other, default).AsTask();
        var last = budget.TakeAsync(75 * Kb, BodySender.Other, default).AsTask();
        Assert.Null(await budget.TakeAsync(5 * Kb, BodySender.Other, default));
        first.Dispose();
        (await waiting.InTimeAsync())!.Value.Dispose();
        (await last.InTimeAsync())!.Value.Dispose();
    }

    [Fact]
    public async Task Functions_have_a_share_that_nobody_else_gets()
    {
        var budget = Budget();
        var others = await TakeAsync(budget, 75 * Kb);
        var function = (await budget.TakeAsync(25 * Kb, BodySender.Function, default))!.Value;
        var waiting = budget.TakeAsync(5 * Kb, BodySender.Function, default).AsTask();
        Assert.False(waiting.IsCompleted);
        function.Dispose();
        (await waiting.InTimeAsync())!.Value.Dispose();
        others.Dispose();
    }

    [Fact]
    public async Task What_is_larger_than_everything_counts_as_everything()
    {
        var budget = Budget();
        using (await TakeAsync(budget, 1_000 * Kb))
        {
            Assert.Equal(75 * Kb, budget.TakenSizeBytes);
        }

        Assert.Equal(0, budget.TakenSizeBytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(BodyBudget.FreeSizeBytesMax)]
    public async Task What_fits_in_a_connection_needs_no_room(int sizeBytes)
    {
        var budget = Budget();
        using var all = await TakeAsync(budget, 75 * Kb);
        Assert.NotNull(await budget.TakeAsync(sizeBytes, BodySender.Other, default));
        Assert.Equal(75 * Kb, budget.TakenSizeBytes);
    }

    [Theory]
    [InlineData("s3", "<Code>ServiceUnavailable</Code>")]
    [InlineData("sqs", "ServiceUnavailable")]
    [InlineData("ses", "temporary failure")]
    [InlineData("sts", "<Code>ServiceUnavailable</Code>")]
    public async Task A_request_waits_for_room_and_is_refused_in_the_words_of_its_service(string service, string code)
    {
        await using var host = await StartAsync();
        using (await FillAsync(host))
        {
            var pending = SendAsync(host, host.Services.Credentials.Root, service);
            await WaitingAsync(host, 1);
            await _time.PassAsync(Patience);
            using var refused = await pending;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Contains(code, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(0, host.Services.Bodies.TakenSizeBytes);
    }

    [Fact]
    public async Task A_request_that_waited_is_served_once_there_is_room()
    {
        await using var host = await StartAsync();
        var room = await FillAsync(host);
        var pending = SendAsync(host, host.Services.Credentials.Root, "sqs");
        await WaitingAsync(host, 1);
        room.Dispose();
        using var served = await pending;
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task A_function_is_served_while_everybody_else_waits()
    {
        await using var host = await StartAsync();
        using var room = await FillAsync(host);
        var role = host.Services.Credentials.IssueForRole("function", "session");
        using var served = await SendAsync(host, role, "sqs");
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    /// <summary>100 KB, 25 of them for functions, and two may wait.</summary>
    private BodyBudget Budget() => new(
        new BodyBudgetOptions
        {
            SizeBytesMax = 100 * Kb,
            FunctionShareSizeBytes = 25 * Kb,
            WaitingCountMax = 2,
        },
        _time);

    private Task<TestHost> StartAsync() => TestHost.StartAsync(new LocalAwsOptions { Time = _time });

    private static async Task<BodyRoom> TakeAsync(BodyBudget budget, long sizeBytes) =>
        (await budget.TakeAsync(sizeBytes, BodySender.Other, default))!.Value;

    private static Task<BodyRoom> FillAsync(TestHost host) => TakeAsync(host.Services.Bodies, Everything);

    private static async Task WaitingAsync(TestHost host, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (host.Services.Bodies.WaitingCount < count)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Task<HttpResponseMessage> SendAsync(TestHost host, Credential credential, string service) =>
        service switch
        {
            "s3" => host.SendSignedAsync(credential, service, HttpMethod.Put, "/some-bucket", Padded("<x/>")),
            "ses" => host.SendSignedAsync(
                credential, service, HttpMethod.Post, "/v2/email/outbound-emails", Padded("{}")),
            "sts" => host.SendSignedAsync(
                credential,
                service,
                HttpMethod.Post,
                "/",
                Padded("Action=GetCallerIdentity&Version=2011-06-15&"),
                "Content-Type: application/x-www-form-urlencoded"),
            _ => host.SendSignedAsync(
                credential,
                service,
                HttpMethod.Post,
                "/",
                Padded("{}"),
                "X-Amz-Target: AmazonSQS.ListQueues",
                "Content-Type: application/x-amz-json-1.0"),
        };

    /// <summary>Large enough to need room.</summary>
    private static byte[] Padded(string body) =>
        Encoding.ASCII.GetBytes(body.PadRight(BodyBudget.FreeSizeBytesMax + 1));
}
