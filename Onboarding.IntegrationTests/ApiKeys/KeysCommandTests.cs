using System.Net;
using System.Net.Sockets;
using Onboarding.IntegrationTests.Host;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.ApiKeys;

/// <summary><c>keys create|list|revoke</c> as a person types it, against a running stack.</summary>
public sealed class KeysCommandTests(RunningStack stack) : IClassFixture<RunningStack>
{
    [Fact]
    public async Task A_key_is_created_shown_once_listed_by_its_id_and_revoked()
    {
        var (code, key, remark) = await RunAsync("create", "--name", "web", "--rate", "7");
        Assert.Equal(0, code);
        Assert.Matches("^onb_[0-9a-f]{12}_[0-9a-f]{40}$", key);
        var keyId = key[4..16];
        Assert.Contains("7 a second, bursts of 14", remark, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, await RegisterAsync(key, "created@example.com"));

        var listed = await RunAsync("list");
        Assert.Equal(0, listed.Code);
        var line = Assert.Single(listed.Output.Split('\n'), l => l.StartsWith(keyId, StringComparison.Ordinal));
        Assert.EndsWith("web", line, StringComparison.Ordinal);
        Assert.DoesNotContain(key[17..], listed.Output, StringComparison.Ordinal);
        Assert.Contains("development", listed.Output, StringComparison.Ordinal);

        var revoked = await RunAsync("revoke", keyId);
        Assert.Equal(0, revoked.Code);
        Assert.Contains(keyId, revoked.Output, StringComparison.Ordinal);
        var item = await stack.DynamoDb.GetItemAsync(
            stack.Ready.Outputs["ApiKeysTableName"], new() { ["keyId"] = new(keyId) });
        Assert.True(item.Item.ContainsKey("revokedAt"));
        Assert.DoesNotContain(key[17..], item.Item["hash"].B.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_revoked_before_its_first_use_never_works()
    {
        var (_, key, _) = await RunAsync("create", "--name", "leaked");
        // The whole key, as it stands in a log that leaked it.
        var (code, output, _) = await RunAsync("revoke", key);
        Assert.Equal(0, code);
        Assert.DoesNotContain(key[17..], output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await RegisterAsync(key, "leaked@example.com"));
    }

    [Fact]
    public Task An_unknown_id_is_one_clear_line() => AssertFailsAsync("'000000000000'", "revoke", "000000000000");

    [Fact]
    public Task A_missing_table_is_one_clear_line() => AssertFailsAsync("'nowhere'", "list", "--table", "nowhere");

    [Theory]
    [InlineData("--name", "create")]
    [InlineData("--name", "create", "--name", " ")]
    [InlineData("--rate", "create", "--name", "web", "--rate", "0")]
    [InlineData("--burst", "create", "--name", "web", "--burst", "10001")]
    [InlineData("ftp://here", "list", "--endpoint", "ftp://here")]
    public Task A_bad_option_is_one_clear_line(string named, params string[] arguments) =>
        AssertFailsAsync(named, arguments);

    [Fact]
    public async Task Nothing_that_listens_is_one_clear_line()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var endpoint = $"http://{free.LocalEndpoint}";
        free.Stop();
        await AssertFailsAsync(endpoint, "list", "--endpoint", endpoint);
    }

    private async Task AssertFailsAsync(string named, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.Equal(1, code);
        Assert.Equal("", output);
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("onboarding: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        string[] endpoint = arguments.Contains("--endpoint") ? [] : ["--endpoint", stack.Ready.EdgeUrl.OriginalString];
        await using var command = HostProcess.Start(stack.KeyVariables, ["keys", .. arguments, .. endpoint]);
        var code = await command.ExitedAsync();
        return (code, command.Output, command.Error);
    }

    private async Task<HttpStatusCode> RegisterAsync(string key, string email)
    {
        using var response = await stack.RegisterWithApiKeyAsync(
            key, new { email, name = "Key", phone = "+442079460000" });
        return response.StatusCode;
    }
}
