using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;

namespace Onboarding.Functions.Http;

/// <summary>A use case behind one route of the HTTP API.</summary>
internal interface IHttpUseCase
{
    Task<HttpApiResponse> HandleAsync(HttpApiRequest request, InvocationContext context);
}
