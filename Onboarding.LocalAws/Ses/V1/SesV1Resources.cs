namespace Onboarding.LocalAws.Ses.V1;

/// <summary>
/// The resources of the first API's actions, with the members of requests in them.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html.
/// </summary>
internal static class SesV1Resources
{
    public const string Sender = "arn:aws:ses:{Region}:{Account}:identity/{Source}";
    public const string Template = "arn:aws:ses:{Region}:{Account}:template/{Template}";
}
