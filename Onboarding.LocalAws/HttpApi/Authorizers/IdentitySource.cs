namespace Onboarding.LocalAws.HttpApi.Authorizers;

internal enum IdentitySourceKind
{
    Header,
    QueryString,
    Context,
    StageVariable,
}

/// <summary>Where a credential is found: `$request.header.Authorization`, `$context.routeKey` and the like.</summary>
internal sealed record IdentitySource(IdentitySourceKind Kind, string Name)
{
    /// <summary>The value, or null where the request has none.</summary>
    public string? Read(GatewayRequest request)
    {
        var value = Kind switch
        {
            IdentitySourceKind.Header => request.Http.Headers[Name].ToString(),
            IdentitySourceKind.QueryString => request.Http.Query[Name].ToString(),
            IdentitySourceKind.StageVariable => request.Api.StageVariables.GetValueOrDefault(Name),
            IdentitySourceKind.Context => ReadContext(request),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return value is { Length: > 0 } ? value : null;
    }

    private string? ReadContext(GatewayRequest request) => Name switch
    {
        "routeKey" => request.Match.Route.RouteKey,
        "httpMethod" => request.Http.Method,
        "path" => request.Path.Decoded,
        "stage" => "$default",
        "identity.sourceIp" => EventMembers.SourceIp(request.Http),
        "identity.userAgent" => request.Http.Headers.UserAgent.ToString(),
        _ => null,
    };
}
