using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>
/// List, Get and UpdateEventSourceMapping, and the host's own page of mappings.
/// Documented(https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html).
/// </summary>
public sealed class MappingOperationTests : IAsyncLifetime
{
    private const string Path = "/2015-03-31/event-source-mappings/";

    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private StreamHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await StreamHost.StartAsync(LambdaHost.Serving(e =>
        {
            _events.Writer.TryWrite(e.Payload);
            return "null";
        }));
        await _host.MapAsync(m => m with { BatchSize = 1, FilterPatterns = ["""{"eventName":["INSERT"]}"""] });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Describes_a_mapping_as_AWS_does()
    {
        using var list = await SendAsync(HttpMethod.Get, $"{Path}?FunctionName=consume");
        var mapping = list.RootElement.GetProperty("EventSourceMappings")[0];
        using var one = await SendAsync(HttpMethod.Get, Path + mapping.GetProperty("UUID").GetString());
        Assert.Equal(mapping.GetRawText(), one.RootElement.GetRawText());
        Assert.Equal("Enabled", mapping.GetProperty("State").GetString());
        Assert.Equal("No records processed", mapping.GetProperty("LastProcessingResult").GetString());
        Assert.Equal(-1, mapping.GetProperty("MaximumRetryAttempts").GetInt32());
        Assert.Equal(
            """{"OnFailure":{"Destination":"arn:aws:sqs:us-east-1:123456789012:dead"}}""",
            mapping.GetProperty("DestinationConfig").GetRawText());
        Assert.Equal(
            """{"eventName":["INSERT"]}""",
            mapping.GetProperty("FilterCriteria").GetProperty("Filters")[0].GetProperty("Pattern").GetString());
        using var others = await SendAsync(HttpMethod.Get, $"{Path}?FunctionName=other");
        Assert.Equal(0, others.RootElement.GetProperty("EventSourceMappings").GetArrayLength());
    }

    [Fact]
    public async Task Disables_and_enables_without_losing_a_record()
    {
        var path = Path + Uuid;
        using var disabled = await SendAsync(HttpMethod.Put, path, """{"Enabled":false}""");
        Assert.Equal("Disabled", disabled.RootElement.GetProperty("State").GetString());
        await _host.PutAsync("u1");
        Assert.False(_events.Reader.TryRead(out _));
        using var enabled = await SendAsync(HttpMethod.Put, path, """{"Enabled":true}""");
        Assert.Contains("u1", await _events.Reader.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_mapping_that_a_start_creates_again_is_as_it_was_set_by_hand()
    {
        using var disabled = await SendAsync(HttpMethod.Put, Path + Uuid, """{"Enabled":false}""");
        await _host.MapAsync();
        Assert.False(_host.Host.Services.EventSources.All.Single().IsEnabled);
        await _host.MapAsync(m => m with { IsEnabled = false });
        await _host.MapAsync();
        Assert.True(_host.Host.Services.EventSources.All.Single().IsEnabled);
    }

    [Theory]
    [InlineData("""{"BatchSize":5}""", 501)]
    [InlineData("""{"Enabled":true,"KMSKeyArn":"arn:aws:kms:us-east-1:123456789012:key/k"}""", 501)]
    [InlineData("""{"Enabled":"no"}""", 400)]
    [InlineData("""{""", 400)]
    [InlineData("""{"Colour":"red"}""", 202)]
    public async Task Refuses_to_change_another_setting_and_ignores_what_AWS_does_not_know(string body, int status)
    {
        using var answer = await _host.Host.SendSignedAsync("lambda", HttpMethod.Put, Path + Uuid, body);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_mapping_that_is_not_there()
    {
        using var unknown = await _host.Host.SendSignedAsync("lambda", HttpMethod.Get, $"{Path}nothing");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Pauses_steps_and_resumes_deliveries()
    {
        Assert.Equal("paused", await ControlAsync("pause"));
        foreach (var id in (string[])["u1", "u2", "u3"])
        {
            await _host.PutAsync(id);
        }

        Assert.Equal("paused", await ControlAsync("step"));
        Assert.Contains("u1", await _events.Reader.ReadAsync(), StringComparison.Ordinal);
        Assert.False(_events.Reader.TryRead(out _));
        Assert.Equal("running", await ControlAsync("resume"));
        Assert.Contains("u2", await _events.Reader.ReadAsync(), StringComparison.Ordinal);
        Assert.Contains("u3", await _events.Reader.ReadAsync(), StringComparison.Ordinal);
    }

    private string Uuid => _host.Host.Services.EventSources.All.Single().Settings.Uuid;

    private async Task<string?> ControlAsync(string action)
    {
        using var answer = await _host.Host.Http.PostAsync($"/_localaws/event-sources/{Uuid}/{action}", null);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement[0].GetProperty("state").GetString();
    }

    private async Task<JsonDocument> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var answer = await _host.Host.SendSignedAsync("lambda", method, path, body);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
    }
}
