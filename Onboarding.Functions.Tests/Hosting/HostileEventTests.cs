using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Functions.Tests.Events;

namespace Onboarding.Functions.Tests.Hosting;

/// <summary>
/// A caller with lambda:InvokeFunction can send any event: each is answered, none ends the environment. Each
/// handler's own event is sent with every member in turn left out, null, or of another type.
/// </summary>
public sealed class HostileEventTests
{
    private const string User =
        """{"email":"ada@example.com","name":"Ada","phone":"+4915","username":"ada","password":"Secret-123"}""";

    public static TheoryData<string, string> Events => new()
    {
        { "Register", Samples.HttpRequest("POST /register", body: User) },
        { "GetRegistration", Samples.HttpRequest("GET /registrations/{userId}", pathParameters: """{"userId":"u"}""") },
        { "CreateUser", Samples.HttpRequest("POST /createUser", body: User) },
        { "Login", Samples.HttpRequest("POST /login", body: User) },
        { "GetMe", Samples.HttpRequest("GET /me", claims: """{"sub":"u"}""") },
        {
            "CreateInvitation",
            Samples.HttpRequest(
                "POST /tenants/{tenantId}/invitations", pathParameters: """{"tenantId":"t-u"}""",
                claims: """{"sub":"u"}""")
        },
        {
            "ListTenantUsers",
            Samples.HttpRequest(
                "GET /tenants/{tenantId}/users", pathParameters: """{"tenantId":"t-u"}""", claims: """{"sub":"u"}""")
        },
        { "SyncProfile", Samples.Stream(Samples.TenantUserRecord("111", "t-u", "u")) },
        { "UpdateMe", Samples.HttpRequest("PATCH /me", body: """{"name":"Ada"}""", claims: """{"sub":"u"}""") },
        { "Enrich", Samples.Stream(Samples.UserRecord("111", "u", "pending")) },
        { "Provision", Samples.Stream(Samples.UserRecord("111", "u", "processing", before: "pending")) },
        { "MailFeedback", Samples.MailFeedback("bounced", "u") },
        {
            "AuthorizeApiKey",
            """
            {"version":"2.0","type":"REQUEST","identitySource":["k"],"routeKey":"POST /register",
             "headers":{"x-api-key":"k"}}
            """
        },
        {
            "PostConfirmation",
            """
            {"version":"1","triggerSource":"PostConfirmation_ConfirmSignUp","userName":"u",
             "request":{"userAttributes":{"sub":"u","email":"ada@example.com"},"clientMetadata":{"a":"b"}}}
            """
        },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public async Task No_event_ends_the_environment(string handler, string sample)
    {
        await using var function = await FunctionUnderTest.StartAsync(
            handler, _ => new WireResponse(400, """{"__type":"ValidationException","message":"no"}"""));

        foreach (var hostile in Whole().Concat(Mutations(sample)))
        {
            var posted = await function.InvokeAsync(hostile);
            Assert.True(posted.Kind is "response" or "error", $"{posted.Kind} for {hostile}");
            Assert.False(function.Exit.IsCompleted, hostile);
        }

        // What leaves no request to understand is a failure, not an answer.
        Assert.Equal("error", (await function.InvokeAsync("{}")).Kind);
    }

    private static IEnumerable<string> Whole() => ["null", "{}", "[]", "[null]", "1", "\"\"", "true", "{", ""];

    private static IEnumerable<string> Mutations(string sample)
    {
        string[] values = ["null", "1", "\"\"", "\"$\"", "[]", "[null]", "{}", "true"];
        var count = Places(JsonNode.Parse(sample)!).Count();
        for (var i = 0; i < count; i++)
        {
            foreach (var value in values.Append(null))
            {
                var copy = JsonNode.Parse(sample)!;
                var (parent, name) = Places(copy).ElementAt(i);
                if (value is null)
                {
                    parent.Remove(name);
                }
                else
                {
                    parent[name] = JsonNode.Parse(value);
                }

                yield return copy.ToJsonString(JsonSerializerOptions.Web);
            }
        }
    }

    private static IEnumerable<(JsonObject Parent, string Name)> Places(JsonNode? node) => node switch
    {
        JsonObject o => o.ToArray().SelectMany(member => Places(member.Value).Prepend((o, member.Key))),
        JsonArray a => a.SelectMany(Places),
        _ => [],
    };
}
