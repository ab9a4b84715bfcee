using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Amazon.S3.Model;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.Functions.Randomness;
using Onboarding.IntegrationTests.Identity;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Compliance;

/// <summary>
/// What each function of template.yaml does and no other does: each class that derives from this one
/// runs these tests against a stack of its own in one hosting mode. Every test uses addresses of its own.
/// </summary>
public abstract class FunctionCompliance : TenantCompliance
{
    private const string WrongPassword = "Wrong-Horse-9-Battery";

    private readonly RunningStack _stack;
    private readonly UserPoolApi _pool;

    protected FunctionCompliance(RunningStack stack)
        : base(stack)
    {
        _stack = stack;
        _pool = new UserPoolApi(stack);
    }

    [Fact]
    public async Task Every_function_of_the_template_has_a_test_here()
    {
        var deployed = (await _stack.FunctionNamesAsync()).Select(name => name["onboarding-".Length..]);
        var tested = typeof(FunctionCompliance).GetMethods()
            .Select(method => method.GetCustomAttribute<FunctionFactAttribute>()?.LogicalId)
            .OfType<string>()
            .Distinct();
        Assert.Equal(deployed.Order(StringComparer.Ordinal), tested.Order(StringComparer.Ordinal));
    }

    [FunctionFact("RegisterFunction")]
    public async Task Register_stores_the_user_and_the_claim_of_its_address()
    {
        using var response = await _stack.RegisterAsync(
            new { email = "Register@Example.com", name = "Ada", phone = "+442079460000" });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var userId = response.Headers.Location!.OriginalString["/registrations/".Length..];
        var user = await _stack.UserItemAsync(userId);
        Assert.Equal(("register@example.com", "Ada", "+442079460000", "register"),
            (user["email"].S, user["name"].S, user["phone"].S, user["source"].S));
        Assert.Equal(userId, (await _stack.IdentityItemAsync("email#register@example.com"))["userId"].S);
    }

    [FunctionFact("RegisterFunction")]
    public async Task Register_answers_a_repeated_key_as_the_first_time()
    {
        var body = new { email = "repeated@example.com", name = "Once", phone = "+442079460000" };
        var first = await _stack.RegisterOnceAsync("compliance", body);
        Assert.Equal(HttpStatusCode.Accepted, first.Status);
        Assert.Equal(first, await _stack.RegisterOnceAsync("compliance", body));
        Assert.True(ApiKey.TryParse(_stack.Ready.ApiKey, out var apiKey));
        Assert.Equal(
            JsonDocument.Parse(first.Body).RootElement.GetProperty("userId").GetString(),
            (await _stack.IdentityItemAsync($"idempotency#{apiKey.KeyId}#compliance"))["userId"].S);
    }

    [FunctionFact("RegisterFunction")]
    public async Task Register_names_what_is_wrong_and_stores_nothing()
    {
        using var response = await _stack.RegisterAsync(
            new { email = "no address", name = "Nobody", phone = "+442079460000" });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"email\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await _stack.IdentityItemAsync("email#no address"));
    }

    /// <summary>The users are stored in states that no stream's filter takes: nothing moves them on.</summary>
    [FunctionFact("GetRegistrationFunction")]
    public async Task GetRegistration_tells_each_state_and_nothing_personal()
    {
        var processing = await StoreAsync("018f0000-0000-7000-8000-000000000001", "processing", reason: null);
        Assert.Equal("processing", processing.GetProperty("status").GetString());
        Assert.Equal("2026-01-01T00:00:01Z", processing.GetProperty("steps").GetProperty("bucket").GetString());
        var failed = await StoreAsync("018f0000-0000-7000-8000-000000000002", "failed", "domain_denied");
        Assert.Equal("failed", failed.GetProperty("status").GetString());
        Assert.Equal("domain_denied", failed.GetProperty("reason").GetString());
        Assert.DoesNotContain("secret", failed.GetRawText(), StringComparison.Ordinal);
    }

    [FunctionFact("GetRegistrationFunction")]
    public async Task GetRegistration_answers_404_for_what_is_unknown()
    {
        using var unknown = await _stack.Api.GetAsync("/registrations/018f0000-0000-7000-8000-00000000dead");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("no such registration", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [FunctionFact("EnrichFunction")]
    public async Task Enrich_notes_what_the_registry_knows_of_the_domain()
    {
        var userId = await _stack.RegisteredAsync(
            new { email = "enrich@example.org", name = "Grace Hopper", phone = "+442079460000" });
        await _stack.ReachedAsync(userId, "processing", "completed", "failed");
        var domain = (await _stack.UserItemAsync(userId))["domain"].M;
        Assert.Equal("example.org", domain["name"].S);
        Assert.NotEmpty(domain["checkedAt"].S);
    }

    [FunctionFact("EnrichFunction")]
    public async Task Enrich_fails_a_user_whose_domain_nobody_has_registered()
    {
        var userId = await _stack.RegisteredAsync(
            new { email = "enrich@unknown.invalid", name = "No Body", phone = "+442079460000" });
        var registration = await _stack.ReachedAsync(userId, "completed", "failed");
        Assert.Equal("domain_not_registered", registration.GetProperty("reason").GetString());
        Assert.False((await _stack.UserItemAsync(userId)).ContainsKey("domain"));
    }

    [FunctionFact("ProvisionFunction")]
    public async Task Provision_makes_a_bucket_with_its_policy_and_sends_one_mail()
    {
        var userId = await _stack.RegisteredAsync(
            new { email = "provision@example.com", name = "Ada Lovelace", phone = "+442079460000" });
        var registration = await _stack.ReachedAsync(userId, "completed", "failed");
        Assert.Equal(
            ["bucket", "bucketPolicy", "welcomeMail"],
            registration.GetProperty("steps").EnumerateObject().Select(step => step.Name).Order());
        var bucket = _stack.Ready.Outputs["UserBucketPrefix"] + userId;
        var policy = await _stack.S3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = bucket });
        Assert.Contains($"\"aws:PrincipalTag/userId\":\"{userId}\"", policy.Policy, StringComparison.Ordinal);
        var mail = Assert.Single(await _stack.MailsAsync("provision@example.com"));
        Assert.Equal("Welcome", mail.GetProperty("subject").GetString());
    }

    [FunctionFact("AuthorizeApiKeyFunction")]
    public async Task AuthorizeApiKey_lets_in_who_has_a_key_and_nobody_else()
    {
        var body = new { email = "authorized@example.com", name = "Key", phone = "+442079460000" };
        using var missing = await _stack.RegisterWithApiKeyAsync(key: null, body);
        Assert.Equal(HttpStatusCode.Unauthorized, missing.StatusCode);
        using var wrong = await _stack.RegisterWithApiKeyAsync(ApiKey.Mint(RandomSource.System).Text, body);
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        using var right = await _stack.RegisterWithApiKeyAsync(_stack.Ready.ApiKey, body);
        Assert.Equal(HttpStatusCode.Accepted, right.StatusCode);
    }

    [FunctionFact("PostConfirmationFunction")]
    public async Task PostConfirmation_stores_who_signed_up_and_tells_the_bus()
    {
        const string email = "confirmed@example.com";
        var sub = await _pool.SignUpAsync(email);
        var queue = await SubscribeAsync(sub);
        await _pool.ConfirmAsync(email);

        var user = await _stack.UserItemAsync(sub);
        Assert.Equal((email, "Ada", "Lovelace", "cognito"),
            (user["email"].S, user["firstName"].S, user["lastName"].S, user["source"].S));
        var received = await _stack.CallAsync(
            "sqs", "AmazonSQS.ReceiveMessage", new { QueueUrl = queue, WaitTimeSeconds = 20 });
        var message = Assert.Single(received.GetProperty("Messages").EnumerateArray());
        var signUp = JsonDocument.Parse(message.GetProperty("Body").GetString()!).RootElement;
        Assert.Equal("onboarding.idp", signUp.GetProperty("source").GetString());
        Assert.Equal("signup", signUp.GetProperty("detail-type").GetString());
        Assert.Equal("pending", signUp.GetProperty("detail").GetProperty("data").GetProperty("status").GetString());
        Assert.DoesNotContain(email, signUp.GetRawText(), StringComparison.Ordinal);
    }

    [FunctionFact("CreateUserFunction")]
    public async Task CreateUser_stores_a_hash_with_the_claim_of_the_name()
    {
        var user = NewUser("created");
        var (status, created) = await _stack.CreateUserAsync(user);
        Assert.Equal(HttpStatusCode.OK, status);
        var userId = created.GetProperty("userId").GetString()!;
        Assert.Equal("createUser", (await _stack.UserItemAsync(userId))["source"].S);
        var claim = await _stack.IdentityItemAsync("username#created");
        Assert.Equal(userId, claim["userId"].S);
        Assert.StartsWith("pbkdf2-sha512$", claim["password"].S, StringComparison.Ordinal);

        var (again, fault) = await _stack.CreateUserAsync(user);
        Assert.Equal(HttpStatusCode.Conflict, again);
        Assert.Contains("\"username\"", fault.GetRawText(), StringComparison.Ordinal);
    }

    [FunctionFact("LoginFunction")]
    public async Task Login_knows_the_password_and_locks_the_name_after_five_wrong_ones()
    {
        var (_, created) = await _stack.CreateUserAsync(NewUser("visitor"));
        var (status, body) = await _stack.LoginAsync("visitor", UserPoolApi.Password);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(created.GetProperty("userId").GetString(), body.GetProperty("userId").GetString());
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await _stack.LoginAsync("visitor", WrongPassword)).Status);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await _stack.LoginAsync("visitor", UserPoolApi.Password)).Status);
    }

    [FunctionFact("GetMeFunction")]
    public async Task GetMe_shows_the_owner_of_the_token_and_nobody_without_one()
    {
        var (sub, token) = await SignInAsync("me@example.com");
        var (status, me) = await _stack.MeAsync(HttpMethod.Get, token);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            (sub, "me@example.com"), (me.GetProperty("userId").GetString(), me.GetProperty("email").GetString()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _stack.MeAsync(HttpMethod.Get, token: null)).Status);
    }

    [FunctionFact("UpdateMeFunction")]
    public async Task UpdateMe_changes_what_is_given_and_removes_what_is_null()
    {
        var (sub, token) = await SignInAsync("change@example.com");
        var (status, me) = await _stack.MeAsync(HttpMethod.Patch, token, new { phone = "+442079460001" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("+442079460001", me.GetProperty("phone").GetString());
        (status, me) = await _stack.MeAsync(HttpMethod.Patch, token, new { name = "Ada King", phone = (string?)null });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Ada King", me.GetProperty("name").GetString());
        Assert.False((await _stack.UserItemAsync(sub)).ContainsKey("phone"));
        (status, _) = await _stack.MeAsync(HttpMethod.Patch, token: null, new { name = "Eve" });
        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    /// <summary>Who sends spans from this process while GetRegistration answers a call.</summary>
    protected async Task<IEnumerable<string>> SourcesOfOneCallAsync()
    {
        var trace = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/registrations/unknown");
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using var response = await _stack.Api.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        return _stack.Spans.Of(trace).Select(span => span.Source.Name).Distinct();
    }

    private static object NewUser(string username) => new
    {
        username,
        password = UserPoolApi.Password,
        email = username + "@example.com",
        name = "New User",
        phone = "+442079460000",
    };

    /// <summary>Puts a user who has a bucket already; returns what GetRegistration says of it.</summary>
    private async Task<JsonElement> StoreAsync(string userId, string status, string? reason)
    {
        var bucket = new AttributeValue
        {
            M = new() { ["state"] = new("done"), ["at"] = new("2026-01-01T00:00:01Z") },
        };
        var metadata = new Dictionary<string, AttributeValue>
        {
            ["status"] = new(status),
            ["createdAt"] = new("2026-01-01T00:00:00Z"),
            ["updatedAt"] = new("2026-01-01T00:00:01Z"),
            ["steps"] = new() { M = new() { ["bucket"] = bucket } },
        };
        if (reason is not null)
        {
            metadata["reason"] = new AttributeValue(reason);
        }

        await _stack.DynamoDb.PutItemAsync(_stack.Ready.Outputs["UsersTableName"], new()
        {
            ["userId"] = new(userId),
            ["email"] = new("secret@example.com"),
            ["metadata"] = new() { M = metadata },
        });
        return await _stack.ReachedAsync(userId, status);
    }

    /// <summary>A queue that gets what the stack's bus is told about one user; returns its address.</summary>
    private async Task<string> SubscribeAsync(string userId)
    {
        var queue = (await _stack.CallAsync("sqs", "AmazonSQS.CreateQueue", new { QueueName = "sign-ups" }))
            .GetProperty("QueueUrl").GetString()!;
        var rule = new
        {
            Name = "sign-ups",
            EventBusName = _stack.Ready.Outputs["EventBusName"],
            EventPattern = JsonSerializer.Serialize(
                new { source = new[] { "onboarding.idp" }, detail = new { data = new { userId = new[] { userId } } } }),
        };
        await _stack.CallAsync("events", "AWSEvents.PutRule", rule);
        await _stack.CallAsync("events", "AWSEvents.PutTargets", new
        {
            Rule = rule.Name,
            rule.EventBusName,
            Targets = new[] { new { Id = "queue", Arn = "arn:aws:sqs:us-east-1:123456789012:sign-ups" } },
        });
        return queue;
    }

    private async Task<(string Sub, string AccessToken)> SignInAsync(string email)
    {
        var sub = await _pool.SignUpAsync(email);
        await _pool.ConfirmAsync(email);
        var tokens = await _pool.SignInAsync(email);
        return (sub, tokens.GetProperty("AccessToken").GetString()!);
    }
}
