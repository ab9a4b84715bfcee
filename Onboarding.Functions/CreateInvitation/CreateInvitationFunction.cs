using System.Text.Json;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Http;
using Onboarding.Functions.Randomness;
using Onboarding.Functions.Tenants;
using Onboarding.Functions.Tenants.Invitations;
using Onboarding.Functions.Tenants.OverHttp;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.CreateInvitation;

/// <summary>
/// <c>POST /tenants/{tenantId}/invitations</c>: 201 with <c>{"code":"inv_…","tenantId","expiresAt"}</c>. The code is
/// shown this once. The first person who confirms a sign-up with it, within seven days, becomes a user of the tenant.
/// 403 for callers who are not the tenant's users.
/// </summary>
internal sealed class CreateInvitationFunction(
    InvitationTable invitations, RandomSource random, TimeProvider time, ILogger logger) : ITenantUseCase
{
    public static IEventReader Create(FunctionServices services)
    {
        var invitations = new InvitationTable(
            services.Aws.DynamoDb, services.Settings.Required("INVITATIONS_TABLE"));
        var logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.CreateInvitation");
        var function = new CreateInvitationFunction(invitations, services.Random, services.Time, logger);
        return new HttpEventReader(MembersOnly.Of(services, _ => function), services);
    }

    public async Task<HttpApiResponse> HandleAsync(
        HttpApiRequest request, TenantMember member, InvocationContext context)
    {
        var code = InvitationCode.Mint(random);
        var expiresAt = await invitations.AddAsync(code, member, time.GetUtcNow(), context.Stop);
        CreateInvitationLog.Invited(logger, member.UserId, member.TenantId);
        return HttpResponses.Personal(json => Write(json, code, member.TenantId, expiresAt)) with { StatusCode = 201 };
    }

    private static void Write(Utf8JsonWriter json, InvitationCode code, string tenantId, DateTimeOffset expiresAt)
    {
        json.WriteString("code", code.Text);
        json.WriteString("tenantId", tenantId);
        json.WriteString("expiresAt", Timestamp.Format(expiresAt));
    }
}
