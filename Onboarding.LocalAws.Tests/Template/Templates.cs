using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Tests.Template;

/// <summary>Loads templates for tests under one fixed identity.</summary>
internal static class Templates
{
    public static readonly StackIdentity Stack =
        new("onboarding", "123456789012", "us-east-1", "http://127.0.0.1:4566");

    public static StackTemplate Load(string text, params (string Name, string Value)[] parameters) =>
        TemplateLoader.Load("t.yaml", text, Stack, parameters.ToDictionary(p => p.Name, p => p.Value));

    public static string[] Faults(string text, params (string Name, string Value)[] parameters) =>
        Assert.Throws<TemplateException>(() => Load(text, parameters)).Message.Split('\n');

    /// <summary>The value of an output whose expression is given, in a template with one of each resource.</summary>
    public static string Evaluate(string expression, string sections = "")
    {
        string text = $$"""
            {{sections}}
            Resources:
              Users:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
              Dead:
                Type: AWS::SQS::Queue
              Files:
                Type: AWS::S3::Bucket
              Api:
                Type: AWS::Serverless::HttpApi
              Work:
                Type: AWS::Serverless::Function
                Properties: {Handler: Work, Runtime: provided.al2023, CodeUri: out/}
            Outputs:
              Result:
                Value: {{expression}}
            """;
        StackTemplate template = Load(text);
        return template.Resolve(template.Outputs[0]);
    }

    /// <summary>The repository's own template.</summary>
    public static string OnboardingText()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "template.yaml")))
            folder = Path.GetDirectoryName(folder);
        return File.ReadAllText(Path.Combine(folder!, "template.yaml"));
    }
}
