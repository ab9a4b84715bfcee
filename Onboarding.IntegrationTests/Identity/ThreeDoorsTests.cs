using System.Diagnostics;
using System.Net;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Identity;

/// <summary>Three doors, one pipeline: each ends completed, with one bucket, one mail, one trace.</summary>
public sealed class ThreeDoorsTests : IClassFixture<RunningStack>
{
    private readonly RunningStack _stack;
    private readonly UserPoolApi _pool;

    public ThreeDoorsTests(RunningStack stack)
    {
        _stack = stack;
        _pool = new UserPoolApi(stack);
    }

    [Theory]
    [MemberData(nameof(Doors.All), MemberType = typeof(Doors))]
    public async Task Every_door_ends_completed(string door)
    {
        var email = $"door.{door.ToLowerInvariant()}@example.com";
        var userId = await _stack.EnterAsync(door, email);
        var registration = await _stack.ReachedAsync(userId, "completed", "failed");
        Assert.Equal("completed", registration.GetProperty("status").GetString());

        var bucket = _stack.Ready.Outputs["UserBucketPrefix"] + userId;
        Assert.Single((await _stack.S3.ListBucketsAsync()).Buckets, b => b.BucketName == bucket);
        Assert.Single(await _stack.MailsAsync(email), m => m.GetProperty("subject").GetString() == "Welcome");
        var trace = ActivityTraceId.CreateFromString(registration.GetProperty("traceId").GetString());
        var spans = await _stack.Spans.SettledAsync(trace);
        Assert.Single(spans, span => span.ParentSpanId == default);
        Assert.Equal("", SpanCollector.Orphans(spans));
    }

    [Fact]
    public async Task A_login_tells_nobody_who_exists()
    {
        var user = new
        {
            username = "enumerated",
            password = UserPoolApi.Password,
            email = "enumerated@example.com",
            name = "Enumerated",
            phone = "+442079460000",
        };
        Assert.Equal(HttpStatusCode.OK, (await _stack.CreateUserAsync(user)).Status);

        Assert.Equal(HttpStatusCode.OK, (await _stack.LoginAsync("enumerated", UserPoolApi.Password)).Status);
        var wrong = await _stack.LoginAsync("enumerated", "Wrong-Horse-9-Battery");
        var unknown = await _stack.LoginAsync("nobody-at-all", "Wrong-Horse-9-Battery");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.Status);
        Assert.Equal(wrong.Body.GetRawText(), unknown.Body.GetRawText());
    }

    [Fact]
    public async Task No_secret_and_no_address_is_in_a_span_or_a_log_line()
    {
        const string email = "very.secret.person@example.com";
        var userId = await _stack.EnterAsync("cognito", email);
        await _stack.ReachedAsync(userId, "completed");
        var tokens = await _pool.SignInAsync(email);
        await _stack.EnterAsync("createUser", "other.secret.person@example.com");

        var written = _stack.Logs + string.Join('\n', _stack.Spans.All.Select(Text));
        string[] secrets =
        [
            "secret.person", UserPoolApi.Password, tokens.GetProperty("AccessToken").GetString()!,
            tokens.GetProperty("RefreshToken").GetString()!, "pbkdf2-sha512$",
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, written, StringComparison.OrdinalIgnoreCase));
    }

    private static string Text(Activity span) =>
        $"{span.DisplayName} {string.Join(' ', span.TagObjects.Select(tag => tag.Value))} "
        + string.Join(' ', span.Events.SelectMany(e => e.Tags).Select(tag => tag.Value));
}
