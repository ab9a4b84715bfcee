namespace Onboarding.LocalAws.HttpApi;

/// <summary>A route and what its path variables stand for in one request; names and values pair by index.</summary>
internal sealed record RouteMatch(RouteDefinition Route, string[] Names, string[] Values);
