using System.Net;
using System.Threading.Channels;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>What a mapping's own pauses do to the age of its records, and what the API's do.</summary>
public sealed class MappingAgeTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(25);

    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private readonly ManualTime _time = new();
    private readonly LogLines _log = new();
    private StreamHost _host = null!;

    private string Uuid => _host.Host.Services.EventSources.All.Single().Settings.Uuid;

    public async Task InitializeAsync()
    {
        var serving = LambdaHost.Serving(e =>
        {
            _events.Writer.TryWrite(e.Payload);
            return "null";
        });
        _host = await StreamHost.StartAsync(serving, _time, _log);
        await _host.MapAsync(m => m with { RecordAgeMax = TimeSpan.FromHours(1) });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_record_does_not_age_while_the_control_page_holds_the_mapping_back()
    {
        await ControlAsync("pause");
        await _host.PutAsync("before");
        _time.Advance(Long);
        await ControlAsync("step");
        Assert.Contains("before", await NextAsync(), StringComparison.Ordinal);
        await AnsweredAsync();
        await _host.PutAsync("between");
        _time.Advance(Long);
        await ControlAsync("resume");
        Assert.Contains("between", await NextAsync(), StringComparison.Ordinal);
        Assert.Empty(_log.All);
    }

    [Fact]
    public async Task A_stream_keeps_what_a_mapping_that_is_held_back_has_not_read()
    {
        // Disabled, so that nothing holds the record but the stream; and held back, so that its time stands.
        await ControlAsync("pause");
        await EnableAsync(false);
        await _host.PutAsync("kept");
        _time.Advance(Long);
        await EnableAsync(true);
        await ControlAsync("resume");
        Assert.Contains("kept", await NextAsync(), StringComparison.Ordinal);
        Assert.Empty(_log.All);
    }

    [Fact]
    public async Task What_is_trimmed_while_a_mapping_is_disabled_is_a_line_and_a_document()
    {
        await EnableAsync(false);
        await _host.PutAsync("u1");
        await _host.PutAsync("u2");
        _time.Advance(Long);
        await EnableAsync(true);
        var document = await _host.ReceiveAsync();
        Assert.Equal("RecordAgeExceeded", document.GetProperty("requestContext").GetProperty("condition").GetString());
        var info = document.GetProperty("DDBStreamBatchInfo");
        Assert.Equal(2, info.GetProperty("batchSize").GetInt32());
        Assert.Equal(_host.StreamArn, info.GetProperty("streamArn").GetString());
        var (first, last) = (info.GetProperty("startSequenceNumber"), info.GetProperty("endSequenceNumber"));
        Assert.True(string.CompareOrdinal(first.GetString(), last.GetString()) < 0);
        Assert.Equal(
            $"consume: up to 2 records were trimmed from {_host.StreamArn} before its mapping took them, "
            + $"{first.GetString()} to {last.GetString()}",
            Assert.Single(_log.All));
        await _host.PutAsync("u3");
        Assert.Contains("u3", await NextAsync(), StringComparison.Ordinal);
    }

    private Task<string> NextAsync() => _events.Reader.ReadAsync().InTimeAsync("an event");

    /// <summary>Time that passes before the function's answer is its own: it would time out.</summary>
    private async Task AnsweredAsync()
    {
        var limit = TimeLimit.Start();
        while (!(await _host.Host.Http.GetStringAsync($"/_localaws/event-sources/{Uuid}"))
            .Contains("\"lag\":0", StringComparison.Ordinal))
        {
            limit.ThrowIfOver("the answer to the batch");
        }
    }

    private async Task ControlAsync(string verb)
    {
        using var answer = await _host.Host.Http.PostAsync($"/_localaws/event-sources/{Uuid}/{verb}", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task EnableAsync(bool isEnabled)
    {
        using var answer = await _host.Host.SendSignedAsync(
            "lambda",
            HttpMethod.Put,
            "/2015-03-31/event-source-mappings/" + Uuid,
            isEnabled ? """{"Enabled":true}""" : """{"Enabled":false}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
