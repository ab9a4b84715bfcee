using System.Diagnostics;
using System.Text.Json;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.AuthorizeApiKey;

public sealed class AuthorizeApiKeyFunctionTests
{
    private const string Refused = """{"isAuthorized":false}""";
    private static readonly WireResponse NoSuchKey = new(200);
    private readonly ApiKey _key = ApiKey.Mint(SeededRandom.From(1));

    [Fact]
    public async Task A_good_key_passes_and_its_id_goes_along()
    {
        await using var function = await StartAsync(_ => Item());

        Assert.Equal(
            $$$"""{"isAuthorized":true,"context":{"apiKeyId":"{{{_key.KeyId}}}"}}""",
            await AskAsync(function, _key.Text));
        var request = Assert.Single(function.Aws.Requests);
        Assert.Equal("GetItem", request.Operation);
        var body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal("ApiKeys", body.GetProperty("TableName").GetString());
        Assert.Equal(_key.KeyId, body.GetProperty("Key").GetProperty("keyId").GetProperty("S").GetString());
    }

    [Fact]
    public async Task What_is_not_a_key_is_refused_without_a_look_at_the_table()
    {
        await using var function = await StartAsync(_ => Item());

        Assert.Equal(Refused, await AskAsync(function, "letmein"));
        Assert.Equal(Refused, await AskAsync(function, _key.Text + "," + _key.Text));
        Assert.Empty(function.Aws.Requests);
    }

    [Fact]
    public async Task An_unknown_a_wrong_and_a_revoked_key_get_the_same_answer()
    {
        var wrong = _key.Text[..^1] + (_key.Text[^1] == '0' ? '1' : '0');
        await using var unknown = await StartAsync(_ => NoSuchKey);
        await using var known = await StartAsync(_ => Item());
        await using var revoked = await StartAsync(_ => Item(isRevoked: true));

        Assert.Equal(Refused, await AskAsync(unknown, _key.Text));
        Assert.Equal(Refused, await AskAsync(known, wrong));
        Assert.Equal(Refused, await AskAsync(revoked, _key.Text));
    }

    [Fact]
    public async Task A_key_is_looked_up_once_within_the_cache_time_and_a_revoked_one_stops_after_it()
    {
        var isRevoked = false;
        var clock = ManualClock.StartedNow();
        await using var function = await StartAsync(_ => Item(isRevoked), clock);
        await AskAsync(function, _key.Text);
        isRevoked = true;

        clock.Advance(AuthorizeApiKeyFunction.CacheTime / 2);
        Assert.Contains("true", await AskAsync(function, _key.Text), StringComparison.Ordinal);
        Assert.Single(function.Aws.Requests);
        clock.Advance(AuthorizeApiKeyFunction.CacheTime / 2);
        Assert.Equal(Refused, await AskAsync(function, _key.Text));
        Assert.Equal(2, function.Aws.Requests.Count);
    }

    [Fact]
    public async Task An_unknown_id_is_looked_up_once_within_the_cache_time()
    {
        var clock = ManualClock.StartedNow();
        await using var function = await StartAsync(_ => NoSuchKey, clock);
        await AskAsync(function, _key.Text);
        await AskAsync(function, _key.Text);

        Assert.Single(function.Aws.Requests);
        clock.Advance(AuthorizeApiKeyFunction.CacheTime);
        await AskAsync(function, _key.Text);
        Assert.Equal(2, function.Aws.Requests.Count);
    }

    [Fact]
    public async Task A_key_over_its_rate_passes_with_the_time_to_wait()
    {
        await using var function = await StartAsync(
            _ => Item(limit: """, "rateLimit":{"M":{"perSecond":{"N":"1"},"burst":{"N":"2"}}}"""),
            ManualClock.StartedNow());

        Assert.DoesNotContain("retryAfter", await AskAsync(function, _key.Text), StringComparison.Ordinal);
        Assert.DoesNotContain("retryAfter", await AskAsync(function, _key.Text), StringComparison.Ordinal);
        var third = await AskAsync(function, _key.Text);
        Assert.Contains("\"isAuthorized\":true", third, StringComparison.Ordinal);
        Assert.Contains("\"retryAfter\":\"1\"", third, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_function_behind_answers_429_with_the_time_to_wait_and_does_nothing()
    {
        await using var register = await FunctionUnderTest.StartAsync("Register", _ => new(200));
        var request = Samples.HttpRequest(
            "POST /register", """{"content-type":"application/json"}""",
            body: """{"email":"a@example.com","name":"A","phone":"+442079460000"}""",
            lambda: """{"apiKeyId":"3f9c01d2ab47","retryAfter":"3"}""");

        var posted = await register.InvokeAsync(request);

        var answer = JsonDocument.Parse(posted.Request.Body).RootElement;
        Assert.Equal(429, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal("3", answer.GetProperty("headers").GetProperty("retry-after").GetString());
        Assert.Empty(register.Aws.Requests);
    }

    [Fact]
    public async Task A_table_that_cannot_be_read_is_a_failure_and_never_a_yes()
    {
        await using var function = await StartAsync(_ => new(
            400, """{"__type":"com.amazonaws.dynamodb#AccessDeniedException","message":"no"}"""));

        var posted = await function.InvokeAsync(Event(_key.Text));

        Assert.Equal("error", posted.Kind);
    }

    [Theory]
    [InlineData("""{"version":"1.0","type":"REQUEST"}""")]
    [InlineData("""{"version":"2.0"}""")]
    [InlineData("null")]
    public async Task Another_event_is_a_failure(string payload)
    {
        await using var function = await StartAsync(_ => Item());

        Assert.Equal("error", (await function.InvokeAsync(payload)).Kind);
    }

    [Fact]
    public async Task Neither_the_key_nor_its_hash_is_in_a_log_or_span_and_the_span_is_the_requests_child()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        var wrong = _key.Text[..^1] + (_key.Text[^1] == '0' ? '1' : '0');
        await using var function = await StartAsync(_ => Item());
        await AskAsync(function, _key.Text);
        await AskAsync(function, wrong);
        await AskAsync(function, "secret-but-malformed");

        var seen = function.Logs + string.Join('\n', function.Spans.SelectMany(span =>
            span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Append(span.DisplayName)));
        Assert.Contains("wrong", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(_key.Text[17..^1], seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret-but", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("x-api-key", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(_key.Hash.Span), seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(_key.Hash.Span), seen, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(
            function.Spans, span => span.Kind == ActivityKind.Server && span.TraceId.ToString() == Trace);
        Assert.Contains(
            function.Spans,
            span => (span.Status, span.StatusDescription)
                == (ActivityStatusCode.Error, "This is not the form of an API key."));
    }

    private static Task<FunctionUnderTest> StartAsync(
        Func<WireRequest, WireResponse> aws, TimeProvider? time = null) =>
        FunctionUnderTest.StartAsync("AuthorizeApiKey", aws, time: time);

    private static async Task<string> AskAsync(FunctionUnderTest function, string key)
    {
        var posted = await function.InvokeAsync(Event(key));
        Assert.Equal("response", posted.Kind);
        return posted.Request.Body;
    }

    private WireResponse Item(bool isRevoked = false, string limit = "")
    {
        var revoked = isRevoked ? """, "revokedAt":{"S":"2026-11-20T12:00:00.000Z"}""" : "";
        var hash = Convert.ToBase64String(_key.Hash.Span);
        return new WireResponse(200, $$$"""
            {"Item":{"keyId":{"S":"{{{_key.KeyId}}}"},"hash":{"B":"{{{hash}}}"},"name":{"S":"web"},
            "createdAt":{"S":"2026-11-20T12:00:00.000Z"}{{{revoked}}}{{{limit}}}}}
            """);
    }

    /// <summary>
    /// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html, format 2.0.
    /// </summary>
    private static string Event(string key) => $$"""
        {
          "version": "2.0",
          "type": "REQUEST",
          "routeArn": "arn:aws:execute-api:us-east-1:123456789012:abcdef123/$default/POST/register",
          "identitySource": ["{{key}}"],
          "routeKey": "POST /register",
          "rawPath": "/register",
          "rawQueryString": "",
          "headers": {
            "x-api-key": "{{key}}",
            "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
          },
          "requestContext": {
            "accountId": "123456789012",
            "apiId": "api-id",
            "http": {"method": "POST", "path": "/register", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1"},
            "requestId": "id",
            "routeKey": "POST /register",
            "stage": "$default",
            "time": "12/Mar/2020:19:03:58 +0000",
            "timeEpoch": 1583348638390
          }
        }
        """;
}
