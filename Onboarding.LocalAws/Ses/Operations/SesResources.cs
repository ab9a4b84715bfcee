namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// The resources of SES's actions, with the members of requests in them.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html.
/// </summary>
internal static class SesResources
{
    public const string Identity = "arn:aws:ses:{Region}:{Account}:identity/{EmailIdentity}";
    public const string Sender = "arn:aws:ses:{Region}:{Account}:identity/{FromEmailAddress}";
    public const string ConfigurationSet =
        "arn:aws:ses:{Region}:{Account}:configuration-set/{ConfigurationSetName}";

    public const string Template = "arn:aws:ses:{Region}:{Account}:template/{TemplateName}";

    /// <summary>Of the message that a SendEmail asks for.</summary>
    public const string ContentTemplate =
        "arn:aws:ses:{Region}:{Account}:template/{Content.Template.TemplateName}";
}
