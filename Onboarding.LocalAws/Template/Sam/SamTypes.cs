namespace Onboarding.LocalAws.Template.Sam;

/// <summary>The names that the SAM transform reads and makes.</summary>
internal static class SamTypes
{
    public const string Function = "AWS::Serverless::Function";
    public const string HttpApi = "AWS::Serverless::HttpApi";
    public const string EventSourceMapping = "AWS::Lambda::EventSourceMapping";
    public const string Rule = "AWS::Events::Rule";

    /// <summary>What becomes of one HttpApi event. Not a type that a template can name.</summary>
    public const string HttpApiRoute = "AWS::Serverless::Function HttpApi event";

    /// <summary>What SAM calls the API that events without an ApiId share.</summary>
    public const string ImplicitApiId = "ServerlessHttpApi";

    /// <summary>The authorizer name with which an event lifts the API's default.</summary>
    public const string NoAuthorizer = "NONE";
}
