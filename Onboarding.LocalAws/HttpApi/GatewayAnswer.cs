namespace Onboarding.LocalAws.HttpApi;

/// <summary>
/// The answers that API Gateway gives itself. Status and text of 404, 413, 500 and 503 are those of deployed HTTP APIs;
/// 431 is inferred from the documented quota.
/// </summary>
internal sealed record GatewayAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public static readonly GatewayAnswer NotFound = new(404, """{"message":"Not Found"}"""u8.ToArray());

    public static readonly GatewayAnswer TooLarge = new(413, """{"message":"Request Entity Too Large"}"""u8.ToArray());

    public static readonly GatewayAnswer HeadersTooLarge =
        new(431, """{"message":"Request Header Fields Too Large"}"""u8.ToArray());

    public static readonly GatewayAnswer InternalServerError =
        new(500, """{"message":"Internal Server Error"}"""u8.ToArray());

    public static readonly GatewayAnswer ServiceUnavailable =
        new(503, """{"message":"Service Unavailable"}"""u8.ToArray());
}
