using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Http;
using Onboarding.Functions.Users;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.GetRegistration;

/// <summary>
/// <c>GET /registrations/{userId}</c>: how far a registration is, as
/// <c>{"userId","status","reason"?,"domain"?,"createdAt","updatedAt","steps":{"bucket":"2026-…"},
/// "fault"?:{"step","error","at"},"traceId"?}</c>; <c>domain</c> is <c>verified</c>,
/// <c>unverified</c> or <c>not_registered</c>.
/// The address is all that a caller must know, so the answer holds nothing personal. 404 for an unknown id, and for
/// one that no registration can have.
/// </summary>
internal sealed class GetRegistrationFunction(IAmazonDynamoDB dynamoDb, string usersTable) : IHttpUseCase
{
    public static IEventReader Create(FunctionServices services) =>
        new HttpEventReader(
            new GetRegistrationFunction(services.Aws.DynamoDb, services.Settings.Required("USERS_TABLE")),
            services);

    public async Task<HttpApiResponse> HandleAsync(HttpApiRequest request, InvocationContext context)
    {
        var id = request.PathParameters?.GetValueOrDefault("userId") ?? "";
        if (!Guid.TryParseExact(id, "D", out var userId))
        {
            return NotFound();
        }

        var found = await dynamoDb.GetItemAsync(
            new GetItemRequest
            {
                TableName = usersTable,
                Key = new Dictionary<string, AttributeValue> { ["userId"] = new() { S = userId.ToString() } },
                ProjectionExpression = "#userId, #metadata, #domain.#verification, #trace",
                ExpressionAttributeNames = new Dictionary<string, string>
                {
                    ["#userId"] = "userId",
                    ["#metadata"] = "metadata",
                    ["#domain"] = "domain",
                    ["#verification"] = "verification",
                    ["#trace"] = "trace",
                },
                // A client that follows the Location of a 202 at once must not get 404 from a lagging replica.
                ConsistentRead = true,
            },
            context.Stop);
        return found.Item is { Count: > 0 } ? Found(new UserItem(found.Item)) : NotFound();
    }

    private static HttpApiResponse NotFound() =>
        HttpResponses.Problem(404, "Not Found", "There is no such registration.");

    private static HttpApiResponse Found(UserItem user) => HttpResponses.Personal(json => WriteUser(json, user));

    private static void WriteUser(Utf8JsonWriter json, UserItem user)
    {
        json.WriteString("userId", user.UserId);
        json.WriteString("status", user.Status);
        if (user.Reason is { } reason)
        {
            json.WriteString("reason", reason);
        }

        if (user.DomainVerification is { } verification)
        {
            json.WriteString("domain", verification);
        }

        json.WriteString("createdAt", user.CreatedAt);
        json.WriteString("updatedAt", user.UpdatedAt);
        json.WriteStartObject("steps");
        foreach (var (step, entry) in user.Steps.OrderBy(
            step => UserItem.Text(step.Value.M, "at"), StringComparer.Ordinal))
        {
            // Only a finished step has a time; one that is under way is not the caller's business.
            if (UserItem.Text(entry.M, "at") is { } at)
            {
                json.WriteString(step, at);
            }
        }

        json.WriteEndObject();
        if (user.Fault is { } fault)
        {
            WriteFault(json, fault);
        }

        if (Traceparent.Parse(user.Trace) is { } trace)
        {
            json.WriteString("traceId", trace.TraceId.ToHexString());
        }
    }

    /// <summary>What keeps the registration, or ended it: the step and the AWS service's own code.</summary>
    private static void WriteFault(Utf8JsonWriter json, IReadOnlyDictionary<string, AttributeValue> fault)
    {
        json.WriteStartObject("fault");
        json.WriteString("step", UserItem.Text(fault, "step"));
        json.WriteString("error", UserItem.Text(fault, "error"));
        json.WriteString("at", UserItem.Text(fault, "at"));
        json.WriteEndObject();
    }
}
