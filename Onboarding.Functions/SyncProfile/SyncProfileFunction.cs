using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Streams;
using Onboarding.Functions.Tenants;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.SyncProfile;

/// <summary>
/// Follows TenantUsers and carries each row to the user pool: <c>custom:tenant</c>, <c>name</c>, and the preferences
/// that OpenID Connect has a claim for, <c>locale</c> and <c>zoneinfo</c>. Tokens from then on have them. Nothing goes
/// the other way.
/// </summary>
/// <remarks>
/// The whole row each time: a record that is delivered twice writes the same, and records of a row come in order, so
/// that the last one stands. A user who is not in the pool any more has nothing to be carried to. The SDK, and then the
/// event source mapping, try again what Cognito throttles.
/// </remarks>
internal sealed class SyncProfileFunction(IAmazonCognitoIdentityProvider cognito, string userPoolId, ILogger logger)
    : IRecordUseCase
{
    private static readonly string[] CarriedPreferences = ["locale", "zoneinfo"];

    public static IEventReader Create(FunctionServices services)
    {
        var logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.SyncProfile");
        var function = new SyncProfileFunction(
            services.Aws.Cognito, services.Settings.Required("USER_POOL_ID"), logger);
        return new StreamEventReader(function, services);
    }

    public bool Concerns(StreamRecord record) =>
        record.EventName is "INSERT" or "MODIFY"
        && new TenantUserItem(record.Change.NewImage) is { TenantId: not null, UserId: not null };

    public async Task HandleAsync(StreamRecord record, RecordContext context)
    {
        var row = new TenantUserItem(record.Change.NewImage);
        context.Span?.SetTag(SemanticConventions.Onboarding.UserId, row.UserId);
        try
        {
            await cognito.AdminUpdateUserAttributesAsync(
                new AdminUpdateUserAttributesRequest
                {
                    UserPoolId = userPoolId,
                    // Of a pool whose users sign in by e-mail, the user name is the sub.
                    Username = row.UserId,
                    UserAttributes = AttributesOf(row),
                },
                context.Stop);
        }
        catch (UserNotFoundException)
        {
            SyncProfileLog.Gone(logger, row.UserId!);
        }
    }

    private static List<AttributeType> AttributesOf(TenantUserItem row)
    {
        List<AttributeType> attributes = [new() { Name = "custom:tenant", Value = row.TenantId }];
        // The pool requires a name: one that there is not must not be taken away.
        if (row.Name is { } name)
        {
            attributes.Add(new AttributeType { Name = "name", Value = name });
        }

        var preferences = row.Preferences;
        // An empty value takes the attribute away.
        attributes.AddRange(CarriedPreferences.Select(
            claim => new AttributeType { Name = claim, Value = preferences.Find(claim) ?? "" }));
        return attributes;
    }
}
