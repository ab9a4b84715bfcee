using System.Net;
using Onboarding.AppHost.Graph;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.Functions.Randomness;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.ApiKeys;

/// <summary>Who may register, through the gateway, the authorizer and the table of keys.</summary>
public sealed class AuthorizationTests : IAsyncLifetime
{
    // Longer than the authorizer remembers a key.
    private static readonly TimeSpan CacheTimeOver = TimeSpan.FromSeconds(10.5);

    private readonly ShiftedClock _clock = new();
    private RunningStack _stack = null!;
    private ApiKeyTable _keys = null!;
    private int _users;

    public async Task InitializeAsync()
    {
        _stack = await RunningStack.StartAsync(new OnboardingOptions { Time = _clock });
        _keys = new ApiKeyTable(_stack.DynamoDb, _stack.Ready.Outputs["ApiKeysTableName"], _clock);
    }

    public Task DisposeAsync() => _stack.DisposeAsync();

    [Fact]
    public async Task A_missing_key_is_401_as_the_gateway_says_it()
    {
        var (status, body, _) = await RegisterAsync(key: null);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("""{"message":"Unauthorized"}""", body);
    }

    [Fact]
    public async Task A_malformed_an_unknown_and_a_wrong_key_are_403()
    {
        var good = _stack.Ready.ApiKey!;
        var wrong = good[..^1] + (good[^1] == '0' ? '1' : '0');
        foreach (var key in new[] { "letmein", ApiKey.Mint(RandomSource.System).Text, wrong })
        {
            var (status, body, _) = await RegisterAsync(key);
            Assert.Equal(HttpStatusCode.Forbidden, status);
            Assert.Equal("""{"message":"Forbidden"}""", body);
        }
    }

    [Fact]
    public async Task A_registration_is_followed_without_a_key()
    {
        var userId = await _stack.RegisteredAsync(
            new { email = "follow@example.com", name = "F", phone = "+442079460000" });
        using var keyless = new HttpClient { BaseAddress = _stack.Ready.ApiUrl };
        using var response = await keyless.GetAsync($"/registrations/{userId}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_new_key_works_at_once_and_a_revoked_one_no_more_after_the_cache_time()
    {
        var key = ApiKey.Mint(RandomSource.System);
        await _keys.CreateAsync(key, "web", rateLimit: null, CancellationToken.None);
        Assert.Equal(HttpStatusCode.Accepted, (await RegisterAsync(key.Text)).Status);

        await _keys.RevokeAsync(key.KeyId, CancellationToken.None);
        _clock.Advance(CacheTimeOver);
        Assert.Equal(HttpStatusCode.Forbidden, (await RegisterAsync(key.Text)).Status);
    }

    [Fact]
    public async Task A_key_over_its_rate_gets_429_with_the_time_to_wait_and_works_again_after_it()
    {
        const int burst = 2;
        // Each environment of the authorizer has a bucket of its own (docs/adr/0010), and starts to fill it at once.
        const int requestsMax = 100;
        var key = ApiKey.Mint(RandomSource.System);
        await _keys.CreateAsync(key, "slow", new RateLimit(1, burst), CancellationToken.None);
        var requests = 0;
        var answer = await RegisterAsync(key.Text);
        for (; answer.Status == HttpStatusCode.Accepted && requests < requestsMax; requests++)
        {
            answer = await RegisterAsync(key.Text);
        }

        Assert.InRange(requests, burst, requestsMax - 1);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.Contains("rate limit", answer.Body, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.RetryAfter);
        _clock.Advance(answer.RetryAfter!.Value);
        Assert.Equal(HttpStatusCode.Accepted, (await RegisterAsync(key.Text)).Status);
    }

    [Fact]
    public async Task A_reset_keeps_the_development_key()
    {
        var before = _stack.Ready.ApiKey;
        using var reset = await _stack.Api.PostAsync("/_localaws/reset", content: null);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        Assert.Equal(before, _stack.Ready.ApiKey);
        Assert.Equal(HttpStatusCode.Accepted, (await RegisterAsync(before)).Status);
    }

    [Fact]
    public async Task Neither_the_key_nor_its_hash_nor_the_header_is_in_any_log_or_span()
    {
        var key = _stack.Ready.ApiKey!;
        Assert.True(ApiKey.TryParse(key, out var parsed));
        await _stack.RegisteredAsync(new { email = "silent@example.com", name = "S", phone = "+442079460000" });
        var wrong = key[..^1] + (key[^1] == '0' ? '1' : '0');
        await RegisterAsync(wrong);

        var seen = _stack.Logs + string.Join('\n', _stack.Spans.All.SelectMany(span =>
            span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Append(span.DisplayName)
                .Concat(span.Events.SelectMany(e => e.Tags).Select(tag => $"{tag.Key}={tag.Value}"))));
        Assert.Contains("invoke onboarding-AuthorizeApiKeyFunction", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(key[17..^1], seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("x-api-key", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexString(parsed.Hash.Span), seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(parsed.Hash.Span), seen, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Body, TimeSpan? RetryAfter)> RegisterAsync(string? key)
    {
        using var response = await _stack.RegisterWithApiKeyAsync(
            key, new { email = $"user-{++_users}@example.com", name = "User", phone = "+442079460000" });
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.RetryAfter?.Delta);
    }
}
