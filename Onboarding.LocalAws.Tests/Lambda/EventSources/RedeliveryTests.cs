using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>Redrive of what was discarded, and replay of one record.</summary>
public sealed class RedeliveryTests
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private volatile bool _isCured;

    [Fact]
    public async Task Redrives_discarded_records_in_order_once_the_function_is_cured()
    {
        await using var host = await StreamHost.StartAsync(FailingUntilCured());
        await host.MapAsync(m => m with { BatchSize = 2, RetryAttemptsMax = 0, ParallelizationFactor = 3 });
        foreach (var i in Enumerable.Range(0, 6))
        {
            await host.PutAsync($"u{i}");
        }

        for (var seen = 0; seen < 6;)
        {
            seen += Ids(await NextAsync()).Length;
        }

        // Completes when what the function has refused lies in the dead-letter queue.
        await host.Host.Services.EventSources.All.Single().DisableAsync(CancellationToken.None).InTimeAsync();
        using var sick = await RedriveAsync(host);
        Assert.Equal(0, Count(sick, "redriven"));
        Assert.NotEqual(0, Count(sick, "failed"));

        while (_events.Reader.TryRead(out _))
        {
        }

        _isCured = true;
        using var cured = await RedriveAsync(host);
        Assert.Equal(Count(sick, "failed"), Count(cured, "redriven"));
        Assert.Equal((6, 0, 0), (Count(cured, "records"), Count(cured, "failed"), Count(cured, "notFound")));
        var redriven = new List<string>();
        while (_events.Reader.TryRead(out var payload))
        {
            redriven.AddRange(Ids(payload));
        }

        Assert.Equal(["u0", "u1", "u2", "u3", "u4", "u5"], redriven.Order(StringComparer.Ordinal));
        using var empty = await RedriveAsync(host);
        Assert.Equal(0, Count(empty, "redriven"));
    }

    [Fact]
    public async Task Leaves_messages_that_are_no_failure_documents_of_the_mapping()
    {
        await using var host = await StreamHost.StartAsync(FailingUntilCured());
        await host.MapAsync();
        using var sent = await host.SqsAsync(
            "SendMessage", $$"""{"QueueUrl":"{{host.Host.Url}}/123456789012/dead","MessageBody":"hello"}""");
        using var answer = await RedriveAsync(host);
        Assert.Equal(1, Count(answer, "foreign"));
        using var again = await RedriveAsync(host);
        Assert.Equal(1, Count(again, "foreign"));
    }

    [Fact]
    public async Task Replays_one_record_without_moving_the_checkpoint()
    {
        _isCured = true;
        await using var host = await StreamHost.StartAsync(FailingUntilCured());
        await host.MapAsync();
        await host.PutAsync("u1");
        var first = await NextAsync();
        using var document = JsonDocument.Parse(first);
        var number = document.RootElement.GetProperty("Records")[0]
            .GetProperty("dynamodb").GetProperty("SequenceNumber").GetString();
        using var answer = await PostAsync(host, $"replay?sequenceNumber={number}");
        using var result = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("Succeeded", result.RootElement.GetProperty("status").GetString());
        Assert.Equal("null", result.RootElement.GetProperty("payload").GetString());
        Assert.Equal(first, await NextAsync());
        using var unknown = await PostAsync(host, "replay?sequenceNumber=199999999999999999999");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private Task<string> NextAsync() => _events.Reader.ReadAsync().InTimeAsync("an invocation");

    private FunctionHosting FailingUntilCured() => LambdaHost.InProcess(async (runtime, _, stop) =>
    {
        while (true)
        {
            var next = await runtime.NextAsync(stop);
            _events.Writer.TryWrite(next.Payload);
            using var answer = _isCured
                ? await runtime.RespondAsync(next.RequestId, "null")
                : await runtime.PostAsync($"invocation/{next.RequestId}/error", """{"errorType":"Sad"}""");
        }
    });

    private static async Task<JsonDocument> RedriveAsync(StreamHost host)
    {
        using var answer = await PostAsync(host, "redrive");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> PostAsync(StreamHost host, string action) =>
        host.Host.Http.PostAsync(
            $"/_localaws/event-sources/{host.Host.Services.EventSources.All.Single().Settings.Uuid}/{action}", null);

    private static int Count(JsonDocument answer, string name) => answer.RootElement.GetProperty(name).GetInt32();

    private static string[] Ids(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        return
        [
            .. document.RootElement.GetProperty("Records").EnumerateArray().Select(
                r => r.GetProperty("dynamodb").GetProperty("Keys").GetProperty("id").GetProperty("S").GetString()!),
        ];
    }
}
