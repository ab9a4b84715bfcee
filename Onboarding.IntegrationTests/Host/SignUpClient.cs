using System.Diagnostics;
using System.Text.Json;
using Onboarding.IntegrationTests.Identity;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Host;

/// <summary>Signs users up at a host in a process of its own, and looks what became of them.</summary>
/// <param name="ready">The host's ready file.</param>
internal sealed class SignUpClient(JsonElement ready) : IDisposable
{
    private const string Queue = "created-events";
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new();
    private readonly Uri _edge = new(ready.GetProperty("edgeUrl").GetString()!);
    private readonly TaskCompletionSource _firstConfirmed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task FirstConfirmed => _firstConfirmed.Task;

    /// <summary>A queue of this test's own, which the data folder keeps, gets every <c>created</c>.</summary>
    public async Task SubscribeAsync()
    {
        await AwsAsync("sqs", "AmazonSQS.CreateQueue", new { QueueName = Queue });
        var bus = Output("EventBusName");
        await AwsAsync("events", "AWSEvents.PutRule", new
        {
            Name = Queue,
            EventBusName = bus,
            EventPattern = """{"source":["onboarding.user"],"detail-type":["created"]}""",
        });
        await AwsAsync("events", "AWSEvents.PutTargets", new
        {
            Rule = Queue,
            EventBusName = bus,
            Targets = new[] { new { Id = Queue, Arn = $"arn:aws:sqs:us-east-1:123456789012:{Queue}" } },
        });
    }

    /// <returns>The sub of a user whose confirmation was answered.</returns>
    public async Task<string> SignUpAsync(string email)
    {
        var signedUp = await CognitoAsync("SignUp", new
        {
            ClientId = Output("UserPoolClientId"),
            Username = email,
            UserPoolApi.Password,
            UserAttributes = new[] { new { Name = "email", Value = email }, new { Name = "name", Value = "Kim" } },
        });
        await CognitoAsync("AdminConfirmSignUp", new { UserPoolId = Output("UserPoolId"), Username = email });
        _firstConfirmed.TrySetResult();
        return signedUp.GetProperty("UserSub").GetString()!;
    }

    /// <returns>The subs of all whom PostConfirmation has stored.</returns>
    public async Task<List<string>> StoredAsync()
    {
        var found = await AwsAsync("dynamodb", "DynamoDB_20120810.Scan", new
        {
            TableName = Output("UsersTableName"),
            FilterExpression = "#source = :cognito",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#source"] = "source" },
            ExpressionAttributeValues = new Dictionary<string, object> { [":cognito"] = new { S = "cognito" } },
        });
        Assert.False(found.TryGetProperty("LastEvaluatedKey", out _), "more users than one page holds");
        var items = found.GetProperty("Items").EnumerateArray();
        return [.. items.Select(item => item.GetProperty("userId").GetProperty("S").GetString()!)];
    }

    public async Task VerifyTenantsAsync(IReadOnlyCollection<string> subs, string what)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var sub in subs)
        {
            while (await TenantsOfAsync(sub) is var count && count != 1)
            {
                Assert.True(
                    count == 0 && Stopwatch.GetElapsedTime(started) < GiveUpAfter, $"{sub}: {count} tenants; {what}");
                await Task.Delay(PollEvery, TimeProvider.System);
            }
        }
    }

    /// <summary>Each user has at least one event, and all of them have one id.</summary>
    public async Task VerifyEventsAsync(IReadOnlyCollection<string> subs, string what)
    {
        var started = Stopwatch.GetTimestamp();
        var url = (await AwsAsync("sqs", "AmazonSQS.GetQueueUrl", new { QueueName = Queue }))
            .GetProperty("QueueUrl").GetString();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        while (!subs.All(ids.ContainsKey))
        {
            Assert.True(
                Stopwatch.GetElapsedTime(started) < GiveUpAfter,
                $"no event of {string.Join(", ", subs.Where(sub => !ids.ContainsKey(sub)))}; {what}");
            foreach (var (sub, id) in await ReceiveAsync(url!))
            {
                Assert.True(!ids.TryGetValue(sub, out var first) || first == id, $"{sub} has two events; {what}");
                ids[sub] = id;
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<int> TenantsOfAsync(string sub)
    {
        var found = await AwsAsync("dynamodb", "DynamoDB_20120810.Query", new
        {
            TableName = Output("TenantUsersTableName"),
            IndexName = "byUser",
            KeyConditionExpression = "userId = :user",
            ExpressionAttributeValues = new Dictionary<string, object> { [":user"] = new { S = sub } },
        });
        return found.GetProperty("Count").GetInt32();
    }

    private async Task<List<(string Sub, string Id)>> ReceiveAsync(string url)
    {
        var received = await AwsAsync(
            "sqs",
            "AmazonSQS.ReceiveMessage",
            new { QueueUrl = url, MaxNumberOfMessages = 10, WaitTimeSeconds = 1, VisibilityTimeout = 600 });
        if (!received.TryGetProperty("Messages", out var messages))
        {
            return [];
        }

        return [.. messages.EnumerateArray().Select(message =>
        {
            using var body = JsonDocument.Parse(message.GetProperty("Body").GetString()!);
            var detail = body.RootElement.GetProperty("detail");
            return (
                detail.GetProperty("data").GetProperty("userId").GetString()!,
                detail.GetProperty("metadata").GetProperty("id").GetString()!);
        })];
    }

    private Task<JsonElement> CognitoAsync(string operation, object input) =>
        AwsAsync("cognito-idp", "AWSCognitoIdentityProviderService." + operation, input);

    private Task<JsonElement> AwsAsync(string service, string target, object input) =>
        _http.CallAsync(_edge, service, target, input);

    private string Output(string name) => ready.GetProperty("outputs").GetProperty(name).GetString()!;
}
