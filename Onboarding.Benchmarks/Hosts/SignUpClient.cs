using System.Diagnostics;
using System.Text.Json;
using Onboarding.AppHost.Graph;

namespace Onboarding.Benchmarks.Hosts;

/// <summary>
/// Signs users up at the pool, and waits for what the workflow says of each in a queue of its own: a request that waits
/// for the message, where looking again and again would be work of the host, too.
/// </summary>
internal sealed class SignUpClient : IDisposable
{
    private const string Queue = "created-events";

    private readonly SignedClient _aws;
    private readonly IReadOnlyDictionary<string, string> _outputs;
    private string _queueUrl = "";
    private int _users;

    private SignUpClient(ReadyFile ready)
    {
        _aws = new SignedClient(ready.EdgeUrl);
        _outputs = ready.Outputs;
    }

    public static async Task<SignUpClient> StartAsync(ReadyFile ready, CancellationToken stop)
    {
        var client = new SignUpClient(ready);
        await client.SubscribeAsync(stop);
        return client;
    }

    public async Task<SignedUp> SignUpAsync(CancellationToken stop)
    {
        var email = $"user-{++_users}@example.com";
        var created = CreatedAsync(stop);
        var started = Stopwatch.GetTimestamp();
        var user = await _aws.CognitoAsync("SignUp", Json(new
        {
            ClientId = _outputs["UserPoolClientId"],
            Username = email,
            Password = "Correct-Horse-9-Battery",
            UserAttributes = new[] { new { Name = "email", Value = email }, new { Name = "name", Value = "Kim" } },
        }), stop);
        var signedUp = Stopwatch.GetTimestamp();
        await _aws.CognitoAsync(
            "AdminConfirmSignUp", Json(new { UserPoolId = _outputs["UserPoolId"], Username = email }), stop);
        var confirmed = Stopwatch.GetTimestamp();
        var (userId, arrived) = await created;
        using var document = JsonDocument.Parse(user);
        return document.RootElement.GetProperty("UserSub").GetString() == userId
            ? new SignedUp(
                Stopwatch.GetElapsedTime(started, signedUp),
                Stopwatch.GetElapsedTime(signedUp, confirmed),
                Stopwatch.GetElapsedTime(signedUp, arrived),
                Stopwatch.GetElapsedTime(started, arrived))
            : throw new BenchmarkException($"created is about {userId}, who is another");
    }

    public void Dispose() => _aws.Dispose();

    private async Task SubscribeAsync(CancellationToken stop)
    {
        using var created = JsonDocument.Parse(
            await _aws.SqsAsync("CreateQueue", Json(new { QueueName = Queue }), stop));
        _queueUrl = created.RootElement.GetProperty("QueueUrl").GetString()!;
        var bus = _outputs["EventBusName"];
        const string pattern = """{"source":["onboarding.user"],"detail-type":["created"]}""";
        await _aws.EventsAsync(
            "PutRule", Json(new { Name = Queue, EventBusName = bus, EventPattern = pattern }), stop);
        var targets = new[] { new { Id = Queue, Arn = $"arn:aws:sqs:us-east-1:123456789012:{Queue}" } };
        await _aws.EventsAsync("PutTargets", Json(new { Rule = Queue, EventBusName = bus, Targets = targets }), stop);
    }

    /// <returns>Of whom the next event is, and the Stopwatch's timestamp of its arrival.</returns>
    private async Task<(string UserId, long Arrived)> CreatedAsync(CancellationToken stop)
    {
        var body = Json(new { QueueUrl = _queueUrl, WaitTimeSeconds = 20 });
        var received = await _aws.SqsAsync("ReceiveMessage", body, stop);
        var arrived = Stopwatch.GetTimestamp();
        using var messages = JsonDocument.Parse(received);
        if (!messages.RootElement.TryGetProperty("Messages", out var list))
        {
            throw new BenchmarkException("a sign-up has no created event after 20 seconds");
        }

        var handle = list[0].GetProperty("ReceiptHandle").GetString()!;
        await _aws.SqsAsync("DeleteMessage", Json(new { QueueUrl = _queueUrl, ReceiptHandle = handle }), stop);
        using var created = JsonDocument.Parse(list[0].GetProperty("Body").GetString()!);
        var user = created.RootElement.GetProperty("detail").GetProperty("data").GetProperty("userId").GetString()!;
        return (user, arrived);
    }

    private static byte[] Json<T>(T input) => JsonSerializer.SerializeToUtf8Bytes(input);

    /// <param name="SignUp">SignUp: the password's key is derived.</param>
    /// <param name="Confirmation">AdminConfirmSignUp: the PostConfirmation trigger runs.</param>
    /// <param name="Workflow">From before AdminConfirmSignUp until the workflow's event is there.</param>
    /// <param name="Whole">From before SignUp until then.</param>
    public sealed record SignedUp(TimeSpan SignUp, TimeSpan Confirmation, TimeSpan Workflow, TimeSpan Whole);
}
