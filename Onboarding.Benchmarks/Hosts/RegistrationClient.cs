using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Onboarding.AppHost.Graph;

namespace Onboarding.Benchmarks.Hosts;

/// <summary>
/// Registers users. A registration is polled in the Users table, every millisecond: GET
/// /registrations/{id} would add a function's run per look to what is measured.
/// </summary>
internal sealed class RegistrationClient : IDisposable
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(30);

    private readonly HttpClient _api;
    private readonly SignedClient _aws;
    private readonly string _table;
    private int _users;

    public RegistrationClient(ReadyFile ready)
    {
        _api = new HttpClient { BaseAddress = ready.ApiUrl };
        _api.DefaultRequestHeaders.Add("x-api-key", ready.ApiKey);
        _aws = new SignedClient(ready.EdgeUrl);
        _table = ready.Outputs["UsersTableName"];
    }

    /// <returns>The new user's id.</returns>
    public async Task<string> RegisterAsync(CancellationToken stop)
    {
        var number = Interlocked.Increment(ref _users);
        var body = $$"""{"email":"user-{{number}}@example.com","name":"Kim","phone":"+442079460000"}""";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _api.PostAsync("/register", content, stop);
        var answer = await response.Content.ReadAsStringAsync(stop);
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            throw new BenchmarkException($"POST /register answered {(int)response.StatusCode}: {answer}");
        }

        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("userId").GetString()!;
    }

    public async Task CompletedAsync(string userId, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var key = Encoding.UTF8.GetBytes($$$"""
            {"TableName":"{{{_table}}}","Key":{"userId":{"S":"{{{userId}}}"}},"ProjectionExpression":"metadata.#s",
            "ExpressionAttributeNames":{"#s":"status"}}
            """);
        while (true)
        {
            var item = await _aws.DynamoDbAsync("GetItem", key, stop);
            if (item.AsSpan().IndexOf("\"completed\""u8) >= 0)
            {
                return;
            }

            if (item.AsSpan().IndexOf("\"failed\""u8) >= 0 || Stopwatch.GetElapsedTime(started) > GiveUpAfter)
            {
                throw new BenchmarkException($"a registration ended as {Encoding.UTF8.GetString(item)}");
            }

            await Task.Delay(PollEvery, TimeProvider.System, stop);
        }
    }

    public void Dispose()
    {
        _api.Dispose();
        _aws.Dispose();
    }
}
