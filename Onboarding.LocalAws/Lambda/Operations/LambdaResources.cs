namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// The resources of Lambda's actions, with the members of requests in them.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html.
/// </summary>
internal static class LambdaResources
{
    public const string Function = "arn:aws:lambda:{Region}:{Account}:function:{FunctionName}";
    public const string Mapping = "arn:aws:lambda:{Region}:{Account}:event-source-mapping:{UUID}";
}
