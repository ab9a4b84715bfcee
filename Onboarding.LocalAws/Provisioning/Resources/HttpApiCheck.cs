using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>What the properties of an HTTP API must have in common: authorizers of one kind, known names.</summary>
internal static class HttpApiCheck
{
    private static readonly string[] IdentityLists = ["Context", "Headers", "QueryStrings", "StageVariables"];
    private static readonly string[] JwtOnly = ["AuthorizationScopes", "IdentitySource"];

    private static readonly string[] LambdaOnly =
        ["AuthorizerPayloadFormatVersion", "EnableSimpleResponses", "Identity"];

    // The context variables that the local gateway can fill.
    private static readonly string[] ContextVariables =
        ["httpMethod", "identity.sourceIp", "identity.userAgent", "path", "routeKey", "stage"];

    public static void Check(TemplateMapping properties, TemplateFaults faults)
    {
        if (properties.Find("CorsConfiguration") is TemplateMapping cors)
        {
            CheckCors(cors, faults);
        }

        if (properties.Find("Auth") is not TemplateMapping auth)
        {
            return;
        }

        var authorizers = auth.Find("Authorizers") as TemplateMapping;
        foreach (var entry in authorizers?.Entries ?? [])
        {
            if (entry.Value is TemplateMapping authorizer)
            {
                CheckAuthorizer(entry, authorizer, faults);
            }
        }

        if (auth.Find("DefaultAuthorizer") is TemplateScalar name && authorizers?.Find(name.Value) is null)
        {
            faults.Add(name.Position, $"'{name.Value}' is not one of the API's Authorizers.");
        }
    }

    private static void CheckAuthorizer(TemplateEntry entry, TemplateMapping authorizer, TemplateFaults faults)
    {
        var isJwt = authorizer.Find("JwtConfiguration") is not null;
        var isLambda = authorizer.Find("FunctionArn") is not null;
        if (isJwt == isLambda)
        {
            faults.Add(entry.KeyPosition, $"Authorizer '{entry.Key}' needs either JwtConfiguration or FunctionArn.");
            return;
        }

        foreach (var property in authorizer.Entries)
        {
            if ((isJwt ? LambdaOnly : JwtOnly).Contains(property.Key))
            {
                faults.Add(property.KeyPosition, $"'{property.Key}' does not apply to this kind of authorizer.");
            }
        }

        if (isLambda)
        {
            CheckLambda(entry, authorizer, faults);
        }
        else
        {
            CheckIdentitySource(authorizer, faults);
        }
    }

    private static void CheckIdentitySource(TemplateMapping authorizer, TemplateFaults faults)
    {
        if (authorizer.Find("IdentitySource") is TemplateScalar source
            && !source.Value.StartsWith("$request.header.", StringComparison.Ordinal)
            && !source.Value.StartsWith("$request.querystring.", StringComparison.Ordinal))
        {
            faults.Add(
                source.Position, "IdentitySource must be $request.header.{name} or $request.querystring.{name}.");
        }
    }

    private static void CheckLambda(TemplateEntry entry, TemplateMapping authorizer, TemplateFaults faults)
    {
        if (authorizer.Find("AuthorizerPayloadFormatVersion") is null)
        {
            faults.Add(entry.KeyPosition, $"Authorizer '{entry.Key}' needs 'AuthorizerPayloadFormatVersion'.");
        }

        if (authorizer.Find("AuthorizerPayloadFormatVersion") is TemplateScalar { Value: "1.0" }
            && authorizer.Find("EnableSimpleResponses") is TemplateScalar { Value: "true" } simple)
        {
            faults.Add(simple.Position, "Simple responses need the AuthorizerPayloadFormatVersion 2.0.");
        }

        var identity = authorizer.Find("Identity") as TemplateMapping;
        var hasSource = identity is not null
            && IdentityLists.Any(list => identity.Find(list) is TemplateSequence { Items.Count: > 0 });
        if (identity?.Find("ReauthorizeEvery") is TemplateScalar { Value: not "0" } cached && !hasSource)
        {
            faults.Add(cached.Position, "Caching an authorizer's answers needs an identity to cache them by.");
        }

        foreach (var node in (identity?.Find("Context") as TemplateSequence)?.Items ?? [])
        {
            if (node is TemplateScalar variable && !ContextVariables.Contains(variable.Value))
            {
                faults.Add(
                    variable.Position,
                    $"The context variable '{variable.Value}' is not supported by Onboarding.LocalAws. "
                    + $"Supported: {string.Join(", ", ContextVariables)}.");
            }
        }
    }

    // API Gateway refuses this pair, because browsers do.
    private static void CheckCors(TemplateMapping cors, TemplateFaults faults)
    {
        var everyone = cors.Find("AllowOrigins") is TemplateSequence origins
            && origins.Items.Any(item => item is TemplateScalar { Value: "*" });
        if (everyone && cors.Find("AllowCredentials") is TemplateScalar { Value: "true" } credentials)
        {
            faults.Add(credentials.Position, "AllowCredentials cannot be combined with the origin '*'.");
        }
    }
}
