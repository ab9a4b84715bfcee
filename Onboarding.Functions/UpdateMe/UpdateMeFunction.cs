using System.Diagnostics;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Http;
using Onboarding.Functions.Tenants.OverHttp;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.OverHttp;
using Polly;

namespace Onboarding.Functions.UpdateMe;

/// <summary>
/// <c>PATCH /me</c> {name?, phone?, preferences?}: changes the caller's own user and answers as <c>GET /me</c> does. A
/// field that is absent stays; a phone and a preference that are null go (RFC 7396). 400 with every fault, 404 when
/// there is no such user, 415 for another content type, 409 for a user of the pool whose sign-up failed, and 503 with
/// retry-after while the workflow has not made them a user of their tenant yet: the row that it writes is the source of
/// what would change.
/// </summary>
/// <remarks>
/// The status stays as it is, so the stream's filters pass a change of a completed user by; while the pipeline is at
/// work on the user, it meets the change as one more record of a state that it has moved on from.
/// </remarks>
internal sealed class UpdateMeFunction(
    AccountTables accounts, ProfileWriter writer, Contention contention, TimeProvider time) : IHttpUseCase
{
    private readonly ResiliencePipeline _whileContended = contention.Retry<HttpApiResponse?>(
        response => response is { StatusCode: 503 });

    public static IEventReader Create(FunctionServices services)
    {
        var settings = services.Settings;
        var writer = new ProfileWriter(
            services.Aws.DynamoDb, settings.Required("USERS_TABLE"), settings.Required("TENANT_USERS_TABLE"));
        return new HttpEventReader(
            new UpdateMeFunction(
                AccountTables.Of(services), writer, new Contention(services.Time, services.Random), services.Time),
            services);
    }

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
        return ProfileChange.Read(request, faults) is { } change
            ? await _whileContended.ExecuteAsync(
                static async (state, token) =>
                    await state.Function.TryChangeAsync(state.UserId, state.Change, state.Traceparent, token),
                (Function: this, UserId: userId, Change: change, context.Traceparent), context.Stop)
            : Invalid(faults);
    }

    /// <summary>503 where another write came in between, or the user is not one of their tenant yet.</summary>
    private async Task<HttpApiResponse> TryChangeAsync(
        string userId, ProfileChange change, string? traceparent, CancellationToken stop)
    {
        if (await accounts.ReadAsync(userId, stop) is not { } account)
        {
            return Profile.NotFound();
        }

        if (account is { IsOfPool: true, Membership: null })
        {
            return account.User.IsAlive
                ? HttpResponses.Busy()
                : HttpResponses.Problem(409, "Conflict", "The sign-up has failed.");
        }

        if (!TryMerge(account, change, out var preferences))
        {
            return Invalid([new(Preferences.Attribute, $"must not be more than {Preferences.CountMax}")]);
        }

        var outcome = await writer.TryAsync(account, change, preferences, time.GetUtcNow(), traceparent, stop);
        return outcome switch
        {
            TransactionOutcome.Written => await AnswerAsync(userId, stop),
            TransactionOutcome.Refused or TransactionOutcome.Contended => HttpResponses.Busy(),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<HttpApiResponse> AnswerAsync(string userId, CancellationToken stop) =>
        await accounts.ReadAsync(userId, stop) is { } changed
            ? Profile.Respond(changed.User, changed.Membership)
            : Profile.NotFound();

    /// <summary>False where they would be too many.</summary>
    private static bool TryMerge(Account account, ProfileChange change, out Preferences? merged)
    {
        var old = account.Membership?.Preferences ?? account.User.Preferences;
        merged = !change.ChangesPreferences
            ? null
            : change.PreferenceChange is { } named ? old.With(named) : Preferences.None;
        return merged is not null || !change.ChangesPreferences;
    }

    private static HttpApiResponse Invalid(IReadOnlyList<FieldFault> faults) =>
        HttpResponses.Problem(400, "Bad Request", "The change is not valid.", faults);
}
