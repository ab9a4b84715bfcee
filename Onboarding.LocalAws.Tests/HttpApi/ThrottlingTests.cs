using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.HttpApi.Throttling;

namespace Onboarding.LocalAws.Tests.HttpApi;

/// <summary>
/// Evidence: Documented (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html).
/// </summary>
public class ThrottlingTests
{
    [Fact]
    public async Task A_route_takes_its_burst_and_then_its_rate()
    {
        var time = new ManualTime();
        var api = new HttpApiDefinition
        {
            ApiId = "api-id",
            Routes =
            [
                new RouteDefinition("GET /slow", "f") { Throttle = new ThrottleDefinition(2, 3) },
                new RouteDefinition("GET /free", "f"),
            ],
        };
        await using var host = await ApiHost.StartAsync(
            (_, _) => Task.FromResult(ApiHost.Returned("{}")), api, time, keys: null);
        Assert.Equal([200, 200, 200, 429], await StatusesAsync(host, "/slow", 4));
        Assert.Equal([200], await StatusesAsync(host, "/free", 1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([200, 200, 429], await StatusesAsync(host, "/slow", 3));
        using var refused = await host.Http.GetAsync(new Uri("/slow", UriKind.Relative));
        Assert.Equal("""{"message":"Too Many Requests"}""", await refused.Content.ReadAsStringAsync());
    }

    private static async Task<List<int>> StatusesAsync(ApiHost host, string path, int count)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            using var response = await host.Http.GetAsync(new Uri(path, UriKind.Relative));
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }
}
