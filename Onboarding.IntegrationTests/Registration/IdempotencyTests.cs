using System.Net;
using System.Text.Json;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.Functions.Randomness;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Registration;

/// <summary>An Idempotency-Key means something to the API key that it came with, and to no other.</summary>
public sealed class IdempotencyTests(RunningStack stack) : IClassFixture<RunningStack>
{
    [Fact]
    public async Task Two_API_keys_may_choose_the_same_text()
    {
        var other = await NewApiKeyAsync();
        var first = await stack.RegisterOnceAsync("order-1", Person("idem.one@example.com"));
        var second = await stack.RegisterOnceAsync("order-1", Person("idem.two@example.com"), other);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.Status, second.Status));
        Assert.NotEqual(UserIdIn(first.Body), UserIdIn(second.Body));
        Assert.Equal(first, await stack.RegisterOnceAsync("order-1", Person("idem.one@example.com")));
        Assert.Equal(second, await stack.RegisterOnceAsync("order-1", Person("idem.two@example.com"), other));
    }

    [Fact]
    public async Task Another_API_keys_answer_is_nobody_elses()
    {
        var body = Person("idem.private@example.com");
        var mine = await stack.RegisterOnceAsync("order-2", body);

        var (status, text) = await stack.RegisterOnceAsync("order-2", body, await NewApiKeyAsync());

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.DoesNotContain(UserIdIn(mine.Body), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(255, HttpStatusCode.Accepted)]
    [InlineData(256, HttpStatusCode.BadRequest)]
    public async Task A_key_has_255_characters_at_most(int length, HttpStatusCode expected)
    {
        var (status, _) = await stack.RegisterOnceAsync(
            new string('~', length), Person($"idem.{length}@example.com"));
        Assert.Equal(expected, status);
    }

    private static object Person(string email) => new { email, name = "Once", phone = "+442079460000" };

    private static string UserIdIn(string body) =>
        JsonDocument.Parse(body).RootElement.GetProperty("userId").GetString()!;

    private async Task<string> NewApiKeyAsync()
    {
        var key = ApiKey.Mint(RandomSource.System);
        var table = new ApiKeyTable(stack.DynamoDb, stack.Ready.Outputs["ApiKeysTableName"], TimeProvider.System);
        await table.CreateAsync(key, "other", rateLimit: null, CancellationToken.None);
        return key.Text;
    }
}
