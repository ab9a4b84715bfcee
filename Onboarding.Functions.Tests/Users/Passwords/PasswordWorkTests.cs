using Onboarding.Functions.Users.Passwords;

namespace Onboarding.Functions.Tests.Users.Passwords;

public sealed class PasswordWorkTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task One_at_a_time_and_in_order()
    {
        var work = new PasswordWork(workerCount: 1, placeCountMax: 10);
        using var gate = new ManualResetEventSlim();
        List<int> order = [];
        var first = RunAsync(work, () => { gate.Wait(); order.Add(0); });
        Task[] others = [.. Enumerable.Range(1, 5).Select(i => RunAsync(work, () => order.Add(i)))];
        Assert.Empty(order);
        gate.Set();
        await Task.WhenAll([first, .. others]).WaitAsync(Longest, TimeProvider.System);
        Assert.Equal([0, 1, 2, 3, 4, 5], order);
    }

    [Fact]
    public void There_are_so_many_places_and_each_is_free_again_afterwards()
    {
        var work = new PasswordWork(workerCount: 1, placeCountMax: 1);
        using (Assert.IsType<PasswordWork.Place>(work.TryTakePlace()))
        {
            Assert.Null(work.TryTakePlace());
        }

        using var again = work.TryTakePlace();
        Assert.NotNull(again);
    }

    [Fact]
    public async Task Whoever_gives_up_holds_nobody_up()
    {
        var work = new PasswordWork(workerCount: 1, placeCountMax: 10);
        using var gate = new ManualResetEventSlim();
        using var gone = new CancellationTokenSource();
        var running = RunAsync(work, gate.Wait);
        var leaves = RunAsync(work, () => { }, gone.Token);
        var stays = RunAsync(work, () => { });
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        gate.Set();
        await Task.WhenAll(running, stays).WaitAsync(Longest, TimeProvider.System);
    }

    private static async Task RunAsync(PasswordWork work, Action piece, CancellationToken stop = default)
    {
        using var place = work.TryTakePlace()!;
        await place.RunAsync(() => { piece(); return true; }, stop);
    }
}
