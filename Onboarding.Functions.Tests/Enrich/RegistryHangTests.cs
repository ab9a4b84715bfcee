using Microsoft.AspNetCore.Http;

namespace Onboarding.Functions.Tests.Enrich;

/// <summary>Registries that take their time; these tests do, too, since the limits run in real time.</summary>
public sealed class RegistryHangTests
{
    private const string Unavailable = "registry_unavailable";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_registry_that_hangs_or_drips_is_given_up_and_left_alone(bool drips)
    {
        await using var registry = await Registry.StartAsync(http => drips ? DripAsync(http) : HangAsync(http));

        Assert.Equal(
            [Unavailable, Unavailable, Unavailable, Unavailable],
            await registry.EnrichAsync("a.test", "b.test", "c.test", "d.test"));

        Assert.Equal(["/domain/a.test", "/domain/a.test", "/domain/b.test"], registry.Asked);
    }

    private static Task HangAsync(HttpContext http) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);

    /// <summary>A byte now and then keeps every time limit quiet that counts from the last byte.</summary>
    private static async Task DripAsync(HttpContext http)
    {
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.WriteAsync(" ", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, http.RequestAborted);
        }
    }
}
