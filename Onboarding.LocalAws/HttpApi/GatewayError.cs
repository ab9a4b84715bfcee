namespace Onboarding.LocalAws.HttpApi;

/// <summary>
/// The error responses of API Gateway itself. Status and text are those of deployed HTTP APIs, except 431, which is
/// inferred from the documented quota.
/// </summary>
internal sealed record GatewayError(int Status, ReadOnlyMemory<byte> Body)
{
    public static readonly GatewayError Unauthorized = new(401, """{"message":"Unauthorized"}"""u8.ToArray());

    public static readonly GatewayError Forbidden = new(403, """{"message":"Forbidden"}"""u8.ToArray());

    public static readonly GatewayError NotFound = new(404, """{"message":"Not Found"}"""u8.ToArray());

    public static readonly GatewayError TooLarge = new(413, """{"message":"Request Entity Too Large"}"""u8.ToArray());

    public static readonly GatewayError TooManyRequests =
        new(429, """{"message":"Too Many Requests"}"""u8.ToArray());

    public static readonly GatewayError HeadersTooLarge =
        new(431, """{"message":"Request Header Fields Too Large"}"""u8.ToArray());

    public static readonly GatewayError InternalServerError =
        new(500, """{"message":"Internal Server Error"}"""u8.ToArray());

    public static readonly GatewayError ServiceUnavailable =
        new(503, """{"message":"Service Unavailable"}"""u8.ToArray());
}
