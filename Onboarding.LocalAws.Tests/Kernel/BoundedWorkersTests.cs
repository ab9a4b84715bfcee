using Onboarding.LocalAws.Cognito.Passwords;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Tests.Kernel;

public sealed class BoundedWorkersTests
{
    [Fact]
    public async Task No_more_run_at_a_time_than_there_are_workers_and_in_order()
    {
        var workers = new BoundedWorkers(workerCount: 1, waitingCountMax: 10);
        using var gate = new ManualResetEventSlim();
        List<int> order = [];
        var first = workers.TryRun(() => { gate.Wait(); return Add(order, 0); }, default)!;
        var others = Enumerable.Range(1, 5).Select(i => workers.TryRun(() => Add(order, i), default)!).ToList();
        Assert.Empty(order);
        gate.Set();
        await Task.WhenAll(others.Append(first)).InTimeAsync("all of them");
        Assert.Equal([0, 1, 2, 3, 4, 5], order);
    }

    [Fact]
    public async Task The_line_is_limited_and_free_again_afterwards()
    {
        var workers = new BoundedWorkers(workerCount: 1, waitingCountMax: 1);
        using var gate = new ManualResetEventSlim();
        var running = workers.TryRun(() => { gate.Wait(); return 1; }, default)!;
        var waiting = workers.TryRun(() => 2, default)!;
        Assert.Null(workers.TryRun(() => 3, default));
        gate.Set();
        Assert.Equal(1, await running.InTimeAsync());
        Assert.Equal(2, await waiting.InTimeAsync());
        Assert.Equal(3, await workers.TryRun(() => 3, default)!.InTimeAsync());
    }

    [Fact]
    public async Task Whoever_leaves_the_line_holds_nobody_up()
    {
        var workers = new BoundedWorkers(workerCount: 1, waitingCountMax: 10);
        using var gate = new ManualResetEventSlim();
        using var gone = new CancellationTokenSource();
        var running = workers.TryRun(() => { gate.Wait(); return 1; }, default)!;
        var leaves = workers.TryRun(() => 2, gone.Token)!;
        var stays = workers.TryRun(() => 3, default)!;
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves.InTimeAsync());
        gate.Set();
        Assert.Equal(3, await stays.InTimeAsync());
        Assert.Equal(1, await running.InTimeAsync());
    }

    [Fact]
    public async Task A_piece_that_fails_passes_its_turn_on()
    {
        var workers = new BoundedWorkers(workerCount: 1, waitingCountMax: 10);
        var fails = workers.TryRun<int>(() => throw new InvalidOperationException("on purpose"), default)!;
        var next = workers.TryRun(() => 2, default)!;
        await Assert.ThrowsAsync<InvalidOperationException>(() => fails.InTimeAsync());
        Assert.Equal(2, await next.InTimeAsync());
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html).
    /// </summary>
    [Fact]
    public async Task Cognito_tells_whoever_finds_no_place_to_come_back()
    {
        var work = new PasswordWork(workerCount: 1, waitingCountMax: 0);
        using var gate = new ManualResetEventSlim();
        var running = work.RunAsync(() => { gate.Wait(); return 1; }, default);
        var fault = await Assert.ThrowsAsync<AwsException>(() => work.RunAsync(() => 2, default));
        Assert.Equal(("TooManyRequestsException", 400), (fault.Error.Code, fault.Error.Status));
        gate.Set();
        Assert.Equal(1, await running.InTimeAsync());
    }

    private static int Add(List<int> to, int number)
    {
        lock (to)
        {
            to.Add(number);
        }

        return number;
    }
}
