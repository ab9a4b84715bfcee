using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>Recorded, by public tests against AWS, unless a test says otherwise.</summary>
public sealed class EventBusTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Has_the_default_bus()
    {
        var bus = await _host.EventsOkAsync("DescribeEventBus", "{}");
        Assert.Equal("default", bus.GetProperty("Name").GetString());
        Assert.Equal(EventBridgeHost.Arn + "event-bus/default", bus.GetProperty("Arn").GetString());
    }

    [Fact]
    public async Task Creates_lists_and_deletes_a_bus()
    {
        var created = await _host.EventsOkAsync("CreateEventBus", """{"Name":"shop-bus","Description":"Shop"}""");
        Assert.Equal(EventBridgeHost.Arn + "event-bus/shop-bus", created.GetProperty("EventBusArn").GetString());
        var listed = await _host.EventsOkAsync("ListEventBuses", """{"NamePrefix":"shop"}""");
        Assert.Equal("Shop", listed.GetProperty("EventBuses")[0].GetProperty("Description").GetString());
        await _host.EventsOkAsync("DeleteEventBus", """{"Name":"shop-bus"}""");
        await _host.EventsOkAsync("DeleteEventBus", """{"Name":"shop-bus"}""");
        Assert.Equal(
            "ResourceNotFoundException: Event bus shop-bus does not exist.",
            await _host.EventsFaultAsync("DescribeEventBus", """{"Name":"shop-bus"}"""));
    }

    [Theory]
    [InlineData("CreateEventBus", """{"Name":"default"}""",
        "ResourceAlreadyExistsException: Event bus default already exists.")]
    [InlineData("CreateEventBus", "{}",
        "ValidationException: 1 validation error detected: Value null at 'name' failed to satisfy constraint: "
        + "Member must not be null")]
    [InlineData("CreateEventBus", """{"Name":"a b"}""",
        @"ValidationException: 1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: "
        + @"Member must satisfy regular expression pattern: [/\.\-_A-Za-z0-9]+")]
    [InlineData("CreateEventBus", """{"Name":"b","LogConfig":{}}""",
        "NotImplementedException: not supported by Onboarding.LocalAws: LogConfig in EventBridge CreateEventBus. "
        + "COMPAT.md lists what is.")]
    [InlineData("DeleteEventBus", """{"Name":"default"}""", "ValidationException: Cannot delete event bus default.")]
    [InlineData("ListRules", """{"EventBusName":"none"}""",
        "ResourceNotFoundException: Event bus none does not exist.")]
    public async Task Refuses(string operation, string body, string fault)
    {
        Assert.Equal(fault, await _host.EventsFaultAsync(operation, body));
    }

    [Fact]
    public async Task Keeps_a_bus_that_has_rules()
    {
        await _host.EventsOkAsync("CreateEventBus", """{"Name":"b"}""");
        await _host.EventsOkAsync(
            "PutRule", """{"Name":"r","EventBusName":"b","EventPattern":"{\"source\":[\"s\"]}"}""");
        Assert.Equal(
            "ValidationException: Event bus can't be deleted since it has rules.",
            await _host.EventsFaultAsync("DeleteEventBus", """{"Name":"b"}"""));
    }

    [Fact]
    public async Task Pages_through_its_buses()
    {
        foreach (var name in (string[])["p1", "p2", "p3"])
        {
            await _host.EventsOkAsync("CreateEventBus", $$"""{"Name":"{{name}}"}""");
        }

        var first = await _host.EventsOkAsync("ListEventBuses", """{"NamePrefix":"p","Limit":2}""");
        var token = first.GetProperty("NextToken").GetString();
        var last = await _host.EventsOkAsync(
            "ListEventBuses", $$"""{"NamePrefix":"p","Limit":2,"NextToken":"{{token}}"}""");
        Assert.Equal(2, first.GetProperty("EventBuses").GetArrayLength());
        Assert.Equal("p3", last.GetProperty("EventBuses")[0].GetProperty("Name").GetString());
        Assert.False(last.TryGetProperty("NextToken", out _));
    }

    [Fact]
    public async Task Forgets_everything_but_the_default_bus_on_a_reset()
    {
        await _host.EventsOkAsync("CreateEventBus", """{"Name":"b"}""");
        await _host.RouteAsync(EventBridgeHost.QueueArn + "q");
        using var reset = await _host.Http.PostAsync("/_localaws/reset", content: null);
        var buses = await _host.EventsOkAsync("ListEventBuses", "{}");
        Assert.Equal(1, buses.GetProperty("EventBuses").GetArrayLength());
        var rules = await _host.EventsOkAsync("ListRules", "{}");
        Assert.Equal(0, rules.GetProperty("Rules").GetArrayLength());
    }
}
