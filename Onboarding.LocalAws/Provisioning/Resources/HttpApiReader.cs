using System.Globalization;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.HttpApi.Authorizers;
using Onboarding.LocalAws.HttpApi.Cors;
using Onboarding.LocalAws.HttpApi.Throttling;
using Onboarding.LocalAws.Routes;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>Resolved AWS::Serverless::HttpApi properties and events → <see cref="HttpApiDefinition"/>.</summary>
internal static class HttpApiReader
{
    // SAM's default for a JWT authorizer that names none.
    private const string DefaultIdentitySource = "$request.header.Authorization";

    public static HttpApiDefinition Read(
        string apiId, TemplateMapping api, IEnumerable<TemplateMapping> routes) => new()
        {
            ApiId = apiId,
            StageVariables = api.FindTexts("StageVariables"),
            Cors = api.FindMap("CorsConfiguration") is { } cors ? ReadCors(cors) : null,
            Authorizers =
        [
            .. (api.FindMap("Auth")?.FindMap("Authorizers")?.Entries ?? [])
                .Select(entry => ReadAuthorizer(entry.Key, (TemplateMapping)entry.Value)),
        ],
            Routes = [.. routes.Select(route => ReadRoute(api, route))],
        };

    private static RouteDefinition ReadRoute(TemplateMapping api, TemplateMapping route)
    {
        var key = RouteKey.OfEvent(route.FindText("Method"), route.FindText("Path"));
        var auth = route.FindMap("Auth");
        var authorizer = auth?.FindText("Authorizer") ?? api.FindMap("Auth")?.FindText("DefaultAuthorizer");
        if (authorizer == SamTypes.NoAuthorizer)
        {
            authorizer = null;
        }

        var definition = new RouteDefinition(key, route.RequiredText("FunctionName"))
        {
            PayloadFormat = FormatOf(route.FindText("PayloadFormatVersion")),
            Authorizer = authorizer,
            Scopes = ReadScopes(api, auth, authorizer),
            Throttle = ReadThrottle(
                route.FindMap("RouteSettings"),
                api.FindMap("RouteSettings")?.FindMap(key),
                api.FindMap("DefaultRouteSettings")),
        };
        return route.FindInteger("TimeoutInMillis") is { } milliseconds
            ? definition with { Timeout = TimeSpan.FromMilliseconds(milliseconds) }
            : definition;
    }

    // SAM's default for events; authorizers must name theirs.
    private static PayloadFormat FormatOf(string? version) =>
        version == "1.0" ? PayloadFormat.Version1 : PayloadFormat.Version2;

    // The scopes of the event replace those of the authorizer.
    private static string[] ReadScopes(TemplateMapping api, TemplateMapping? auth, string? authorizer)
    {
        if (auth?.Find("AuthorizationScopes") is not null)
        {
            return Texts(auth, "AuthorizationScopes");
        }

        var authorizers = api.FindMap("Auth")?.FindMap("Authorizers");
        return authorizer is not null && authorizers?.FindMap(authorizer) is { } definition
            ? Texts(definition, "AuthorizationScopes")
            : [];
    }

    /// <summary>The first that sets anything wins: the event, the API's entry for the route, its default.</summary>
    private static ThrottleDefinition? ReadThrottle(params TemplateMapping?[] settings)
    {
        foreach (var setting in settings)
        {
            var rate = setting?.FindText("ThrottlingRateLimit");
            var burst = setting?.FindInteger("ThrottlingBurstLimit");
            if (rate is null && burst is null)
            {
                continue;
            }
            // The account's own limits are what is left where only one of the two is set
            // (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html).
            return new ThrottleDefinition(
                rate is null ? 10_000 : double.Parse(rate, CultureInfo.InvariantCulture), burst ?? 5_000);
        }

        return null;
    }

    private static CorsDefinition ReadCors(TemplateMapping cors) => new()
    {
        AllowOrigins = Texts(cors, "AllowOrigins"),
        AllowMethods = Texts(cors, "AllowMethods"),
        AllowHeaders = Texts(cors, "AllowHeaders"),
        ExposeHeaders = Texts(cors, "ExposeHeaders"),
        AllowsCredentials = cors.FindBoolean("AllowCredentials") ?? false,
        MaxAgeSeconds = cors.FindInteger("MaxAge"),
    };

    private static AuthorizerDefinition ReadAuthorizer(string name, TemplateMapping authorizer)
    {
        if (authorizer.FindMap("JwtConfiguration") is { } jwt)
        {
            return new JwtAuthorizerDefinition(
                name,
                jwt.RequiredText("issuer"),
                Texts(jwt, "audience"),
                ReadIdentitySource(authorizer.FindText("IdentitySource") ?? DefaultIdentitySource));
        }

        var arn = authorizer.RequiredText("FunctionArn");
        var identity = authorizer.FindMap("Identity");
        return new LambdaAuthorizerDefinition(name, arn[(arn.LastIndexOf(':') + 1)..])
        {
            PayloadFormat = FormatOf(authorizer.FindText("AuthorizerPayloadFormatVersion")),
            IdentitySources = identity is null ? [] : ReadIdentity(identity),
            CacheTime = identity?.FindSeconds("ReauthorizeEvery") ?? TimeSpan.Zero,
            GivesSimpleResponses = authorizer.FindBoolean("EnableSimpleResponses") ?? false,
        };
    }

    private static IdentitySource[] ReadIdentity(TemplateMapping identity) =>
    [
        .. Texts(identity, "Headers").Select(name => new IdentitySource(IdentitySourceKind.Header, name)),
        .. Texts(identity, "QueryStrings").Select(name => new IdentitySource(IdentitySourceKind.QueryString, name)),
        .. Texts(identity, "Context").Select(name => new IdentitySource(IdentitySourceKind.Context, name)),
        .. Texts(identity, "StageVariables").Select(name => new IdentitySource(IdentitySourceKind.StageVariable, name)),
    ];

    private static IdentitySource ReadIdentitySource(string expression)
    {
        var name = expression[(expression.LastIndexOf('.') + 1)..];
        return expression.StartsWith("$request.header.", StringComparison.Ordinal)
            ? new IdentitySource(IdentitySourceKind.Header, name)
            : new IdentitySource(IdentitySourceKind.QueryString, name);
    }

    private static string[] Texts(TemplateMapping properties, string name) =>
        [.. properties.FindList(name).OfType<TemplateScalar>().Select(item => item.Value)];
}
