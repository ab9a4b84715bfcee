using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Http;
using Onboarding.Functions.Tenants.OverHttp;
using Onboarding.Functions.Users.OverHttp;

namespace Onboarding.Functions.GetMe;

/// <summary>
/// <c>GET /me</c>: the caller's own user, named by the <c>sub</c> of the token that the gateway has verified. 404 when
/// there is no such user (yet): the pool may have a user whose sign-up has not been stored.
/// </summary>
internal sealed class GetMeFunction(AccountTables accounts) : IHttpUseCase
{
    public static IEventReader Create(FunctionServices services) =>
        new HttpEventReader(new GetMeFunction(AccountTables.Of(services)), services);

    public async Task<HttpApiResponse> HandleAsync(HttpApiRequest request, InvocationContext context)
    {
        if (Caller.UserIdOf(request) is not { } userId)
        {
            return Caller.Unknown();
        }

        return await accounts.ReadAsync(userId, context.Stop) is { } account
            ? Profile.Respond(account.User, account.Membership)
            : Profile.NotFound();
    }
}
