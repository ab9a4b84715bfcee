using Amazon.DynamoDBv2;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Http;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.OverHttp;

namespace Onboarding.Functions.UpdateMe;

/// <summary>
/// <c>PATCH /me</c> {name?, phone?}: changes the caller's own user and answers as <c>GET /me</c> does. A field that is
/// absent stays, and a phone that is null goes (RFC 7396). 400 with every fault, 404 when there is no such user, 415
/// for another content type.
/// </summary>
/// <remarks>
/// The status stays as it is, so the stream's filters pass a change of a completed user by; while the pipeline is at
/// work on the user, it meets the change as one more record of a state that it has moved on from.
/// </remarks>
internal sealed class UpdateMeFunction(IAmazonDynamoDB dynamoDb, string usersTable, TimeProvider time) : IHttpUseCase
{
    private static readonly string[] Known = ["name", "phone"];

    public static IEventReader Create(FunctionServices services) =>
        new HttpEventReader(
            new UpdateMeFunction(
                services.Aws.DynamoDb, services.Settings.Required("USERS_TABLE"), services.Time),
            services);

    public async Task<HttpApiResponse> HandleAsync(HttpApiRequest request, InvocationContext context)
    {
        if (Caller.UserIdOf(request) is not { } userId)
        {
            return Caller.Unknown();
        }

        if (!JsonContent.IsDeclared(request))
        {
            return HttpResponses.Problem(415, "Unsupported Media Type", "Send the change as application/json.");
        }

        List<FieldFault> faults = [];
        var update = new UserUpdate(usersTable, userId);
        Read(request, update, faults);
        if (faults.Count > 0)
        {
            return HttpResponses.Problem(400, "Bad Request", "The change is not valid.", faults);
        }

        var user = await update
            .Require($"attribute_exists({update.Path("userId")})")
            .Touch(time.GetUtcNow(), context.Traceparent)
            .ApplyAndReadAsync(dynamoDb, context.Stop);
        return user is null ? Profile.NotFound() : Profile.Respond(user);
    }

    private static void Read(HttpApiRequest request, UserUpdate update, List<FieldFault> faults)
    {
        if (BodyFields.Read(request, Known, faults) is not { } fields)
        {
            return;
        }

        if (fields.Has("name"))
        {
            update.Set("name", ProfileFields.Name(fields, faults));
        }

        if (fields.Has("phone"))
        {
            if (ProfileFields.OptionalPhone(fields, faults) is { } phone)
            {
                update.Set("phone", phone);
            }
            else
            {
                update.Remove("phone");
            }
        }

        if (!fields.Has("name") && !fields.Has("phone") && faults.Count == 0)
        {
            faults.Add(new FieldFault("body", "must hold a name or a phone"));
        }
    }
}
