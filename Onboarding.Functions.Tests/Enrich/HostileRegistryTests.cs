using System.Net;
using Onboarding.Functions.Domains;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Enrich;

/// <summary>
/// What a registry answers is a stranger's word: it is read within limits, or refused and soon asked anew.
/// </summary>
public sealed class HostileRegistryTests
{
    private const string Refused = "registry_answer_refused";
    private readonly JumpingClock _clock = new();

    public static TheoryData<string, string> Poison => new()
    {
        { "no JSON", "<html>Sign in to the hotel's network</html>" },
        { "nothing", "" },
        { "a list", "[]" },
        { "not a domain", """{"objectClassName":"nameserver"}""" },
        { "no class", "{}" },
        { "a class that is no text", """{"objectClassName":["domain"]}""" },
        { "a status that is no list", Domain("\"status\":\"active\"") },
        { "a status that is no text", Domain("\"status\":[1]") },
        { "an empty status", Domain("\"status\":[\"\"]") },
        { "a status of a megabyte's kind", Domain($"\"status\":[\"{new string('x', 65)}\"]") },
        { "a status that ends a line", Domain("\"status\":[\"a\\nb\"]") },
        { "half a surrogate pair", Domain("\"status\":[\"\\ud800\"]") },
        { "too many statuses", Domain($"\"status\":[{string.Join(',', Enumerable.Repeat("\"active\"", 25))}]") },
        { "events that are no list", Domain("\"events\":{}") },
        { "too many events", Domain($"\"events\":[{string.Join(',', Enumerable.Repeat("{}", 65))}]") },
        { "a date that is none", Domain("\"events\":[{\"eventAction\":\"registration\",\"eventDate\":\"soon\"}]") },
        { "a date that is missing", Domain("\"events\":[{\"eventAction\":\"registration\"}]") },
        { "depth", Domain($"\"a\":{new string('[', 100)}{new string(']', 100)}") },
        { "size", Domain($"\"a\":\"{new string('x', 300 * 1024)}\"") },
    };

    [Theory]
    [MemberData(nameof(Poison))]
    public async Task A_poisonous_answer_is_refused_and_kept_for_a_minute_only(string what, string body)
    {
        var current = body;
        await using var registry = await Registry.StartAsync(http => Registry.SendAsync(http, current), _clock);

        Assert.Equal((what, Refused, Refused), await EnrichAsync(registry, what));
        Assert.Single(registry.Asked);

        current = Registry.Good;
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["verified"], await registry.EnrichAsync("example.com"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{port}/domain/stolen.test")]
    [InlineData("http://localhost:{port}/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.0.0.1:{port}/")]
    [InlineData("https://localhost/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://user:password@rdap.example.com/")]
    [InlineData("https://rdap.example.com:8443/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public async Task A_redirect_to_somewhere_else_is_not_followed(string location)
    {
        await using var inside = await LocalServer.StartAsync(_ => new WireResponse(200, Registry.Good));
        await using var registry = await Registry.StartAsync(
            http =>
            {
                http.Response.StatusCode = 302;
                http.Response.Headers.Location = location.Replace(
                    "{port}", inside.Url.Split(':')[^1], StringComparison.Ordinal);
                return Task.CompletedTask;
            },
            _clock);

        Assert.Equal([Refused], await registry.EnrichAsync("example.com"));

        Assert.Single(registry.Asked);
        Assert.Empty(inside.Requests);
    }

    [Fact]
    public async Task A_redirect_on_the_configured_server_is_followed_and_a_circle_is_left()
    {
        await using var registry = await Registry.StartAsync(
            http =>
            {
                if (http.Request.Path == "/com/domain/example.com")
                {
                    return Registry.SendAsync(http, Registry.Good);
                }

                http.Response.StatusCode = 302;
                http.Response.Headers.Location =
                    http.Request.Path.Value!.Contains("circle", StringComparison.Ordinal) ? "/domain/circle.test"
                    : "/com" + http.Request.Path;
                return Task.CompletedTask;
            },
            _clock);

        Assert.Equal(["verified", Refused], await registry.EnrichAsync("example.com", "circle.test"));

        Assert.Equal(4, registry.Asked.Count(path => path == "/domain/circle.test"));
    }

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946", true)]
    [InlineData("::ffff:93.184.216.34", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.2", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a9fe:a9fe", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:a9fe:a9fe::", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void Tells_the_public_internet_from_our_own_networks(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    private static async Task<(string, string, string)> EnrichAsync(Registry registry, string what)
    {
        var outcomes = await registry.EnrichAsync("example.com", "example.com");
        return (what, outcomes[0], outcomes[1]);
    }

    private static string Domain(string members) => $$"""{"objectClassName":"domain",{{members}}}""";
}
