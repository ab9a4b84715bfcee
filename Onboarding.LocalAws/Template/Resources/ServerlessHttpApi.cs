using System.Collections.Frozen;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Resources;

/// <summary>AWS::Serverless::HttpApi; its routes come from the functions' HttpApi events.</summary>
internal static class ServerlessHttpApi
{
    public const string Name = "AWS::Serverless::HttpApi";

    /// <summary>What SAM calls the API that events without an ApiId share.</summary>
    public const string ImplicitId = "ServerlessHttpApi";

    public static readonly ResourceType Type = new(Name, Shape.Object(
        Property.Optional("StageName", Shape.OneOf("$default")),
        Property.Optional("StageVariables", Shape.Map(Shape.Text)),
        Property.CloudOnly("AccessLogSettings"),
        Property.CloudOnly("Description"),
        Property.CloudOnly("FailOnWarnings"),
        Property.CloudOnly("Tags")))
    {
        // API Gateway's ids are ten lower-case letters and digits; clients only see them in the event.
        Ref = (_, name) => name,
        IsNameLowerCase = true,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["ApiEndpoint"] = (stack, _) => stack.EdgeUrl,
            ["ApiId"] = (_, name) => name,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };
}
