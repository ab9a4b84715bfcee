namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>Decides whether a request may reach its route's function.</summary>
internal interface IAuthorizer
{
    ValueTask<Authorization> AuthorizeAsync(GatewayRequest request, CancellationToken stop);
}
