using System.Collections.Frozen;
using System.Diagnostics;
using Onboarding.LocalAws.HttpApi.Authorizers;
using Onboarding.LocalAws.HttpApi.Throttling;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>One deployed API with its live parts: route tree, authorizers with their caches, token buckets.</summary>
internal sealed class Deployment
{
    private readonly FrozenDictionary<string, IAuthorizer> _authorizers;
    private readonly FrozenDictionary<string, TokenBucket> _buckets;

    /// <exception cref="ArgumentException">A route is malformed, doubled, or names an unknown authorizer.</exception>
    public Deployment(
        HttpApiDefinition api,
        IHttpApiIntegration integration,
        IJsonWebKeySource keys,
        AwsScope scope,
        TimeProvider time)
    {
        Api = api;
        Routes = new RouteTable(api.Routes);
        _authorizers = api.Authorizers.ToFrozenDictionary(
            definition => definition.Name,
            definition => definition switch
            {
                JwtAuthorizerDefinition jwt => (IAuthorizer)new JwtAuthorizer(jwt, keys, time),
                LambdaAuthorizerDefinition lambda => new LambdaAuthorizer(lambda, integration, scope, time),
                _ => throw new UnreachableException(),
            },
            StringComparer.Ordinal);
        foreach (var route in api.Routes)
        {
            if (route.Authorizer is { } name && !_authorizers.ContainsKey(name))
            {
                throw new ArgumentException($"the route {route.RouteKey} names the unknown authorizer '{name}'.");
            }
        }

        _buckets = api.Routes.Where(route => route.Throttle is not null).ToFrozenDictionary(
            route => route.RouteKey, route => new TokenBucket(route.Throttle!, time), StringComparer.Ordinal);
    }

    public HttpApiDefinition Api { get; }

    public RouteTable Routes { get; }

    public IAuthorizer? AuthorizerOf(RouteDefinition route) =>
        route.Authorizer is { } name ? _authorizers[name] : null;

    public bool TryTake(RouteDefinition route) =>
        !_buckets.TryGetValue(route.RouteKey, out var bucket) || bucket.TryTake();
}
