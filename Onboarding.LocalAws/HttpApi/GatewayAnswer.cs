namespace Onboarding.LocalAws.HttpApi;

/// <summary>
/// The answers that API Gateway gives itself. Status and text are those of deployed HTTP APIs, except 431, which is
/// inferred from the documented quota.
/// </summary>
internal sealed record GatewayAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public static readonly GatewayAnswer Unauthorized = new(401, """{"message":"Unauthorized"}"""u8.ToArray());

    public static readonly GatewayAnswer Forbidden = new(403, """{"message":"Forbidden"}"""u8.ToArray());

    public static readonly GatewayAnswer NotFound = new(404, """{"message":"Not Found"}"""u8.ToArray());

    public static readonly GatewayAnswer TooLarge = new(413, """{"message":"Request Entity Too Large"}"""u8.ToArray());

    public static readonly GatewayAnswer TooManyRequests =
        new(429, """{"message":"Too Many Requests"}"""u8.ToArray());

    public static readonly GatewayAnswer HeadersTooLarge =
        new(431, """{"message":"Request Header Fields Too Large"}"""u8.ToArray());

    public static readonly GatewayAnswer InternalServerError =
        new(500, """{"message":"Internal Server Error"}"""u8.ToArray());

    public static readonly GatewayAnswer ServiceUnavailable =
        new(503, """{"message":"Service Unavailable"}"""u8.ToArray());
}
