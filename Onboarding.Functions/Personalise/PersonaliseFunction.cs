using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.SageMakerRuntime;
using Amazon.SageMakerRuntime.Model;
using Onboarding.Functions.BusEvents;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Personalise;

/// <summary>
/// Asks a model of SageMaker, once a registration is in processing, which kind of user this may be, and writes the
/// answer to the user: <c>personalisation: {segment, score, at}</c>. Nothing waits for it: the welcome mail says what
/// it finds there.
/// </summary>
/// <remarks>
/// The condition makes it one answer for a user, however often the event comes. The write leaves the status as it is,
/// so that it is no event and no work for the stream's followers.
/// </remarks>
internal sealed class PersonaliseFunction(
    IAmazonDynamoDB dynamoDb, IAmazonSageMakerRuntime model, string usersTable, string endpoint, TimeProvider time)
    : IBusUseCase
{
    private const string Json = "application/json";

    private readonly UserTable _users = new(dynamoDb, usersTable);

    public static IEventReader Create(FunctionServices services) =>
        new BusEventReader(new PersonaliseFunction(
            services.Aws.DynamoDb,
            services.Aws.SageMakerRuntime,
            services.Settings.Required("USERS_TABLE"),
            services.Settings.Required("PERSONALISATION_ENDPOINT"),
            services.Time));

    /// <summary>A refusal of SageMaker is thrown: Lambda tries again, twice.</summary>
    public async Task HandleAsync(BusEvent incoming, InvocationContext context)
    {
        var user = await _users.ReadAsync(incoming.UserId, context.Stop);
        if (user is not { IsAlive: true, Segment: null })
        {
            return;
        }

        var response = await model.InvokeEndpointAsync(
            new InvokeEndpointRequest
            {
                EndpointName = endpoint,
                ContentType = Json,
                Accept = Json,
                Body = new MemoryStream(InstanceOf(user)),
            },
            context.Stop);
        await StoreAsync(incoming.UserId, Prediction.Read(response.Body!), context.Stop);
    }

    private async Task StoreAsync(string userId, Prediction prediction, CancellationToken stop)
    {
        var update = new UserUpdate(usersTable, userId);
        var isThere = $"attribute_exists({update.Path("userId")})";
        var isFirst = $"attribute_not_exists({update.Path("personalisation")})";
        await update
            .Require($"{isThere} AND {isFirst}")
            .Set("personalisation", new AttributeValue
            {
                M = new Dictionary<string, AttributeValue>
                {
                    ["segment"] = new() { S = prediction.Segment },
                    ["score"] = new() { N = prediction.Score.ToString(CultureInfo.InvariantCulture) },
                    ["at"] = new() { S = Timestamp.Format(time.GetUtcNow()) },
                },
            })
            .ApplyAsync(dynamoDb, stop);
    }

    /// <summary>
    /// <c>{"instances":[{"source":"register","topLevelDomain":"com","hour":12}]}</c>: nothing that says who it is.
    /// </summary>
    private static byte[] InstanceOf(UserItem user)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("instances");
            json.WriteStartObject();
            json.WriteString("source", user.Source);
            json.WriteString("topLevelDomain", user.DomainName?.Split('.')[^1]);
            if (DateTimeOffset.TryParse(user.CreatedAt, CultureInfo.InvariantCulture, out var created))
            {
                json.WriteNumber("hour", created.UtcDateTime.Hour);
            }

            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
