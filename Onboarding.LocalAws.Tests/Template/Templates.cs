using Onboarding.LocalAws.Provisioning.Resources;
using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Tests.Template;

/// <summary>Loads templates for tests under one fixed identity.</summary>
internal static class Templates
{
    public static readonly StackIdentity Stack =
        new("onboarding", "123456789012", "us-east-1", "http://127.0.0.1:4566");

    public static StackTemplate Load(string text, params (string Name, string Value)[] parameters) =>
        Load(text, [], parameters);

    /// <param name="ofHost">See <see cref="ParameterValues"/>.</param>
    public static StackTemplate Load(
        string text, Dictionary<string, string> ofHost, params (string Name, string Value)[] given) =>
        TemplateLoader.Load(
            "t.yaml",
            text,
            Stack,
            new ParameterValues(given.ToDictionary(p => p.Name, p => p.Value), ofHost),
            StackResources.Types);

    /// <summary>The values of a template of which nothing is created.</summary>
    public static StackResolver Values(this StackTemplate template) =>
        new(template, new Dictionary<(string, string), string>());

    public static string[] Faults(string text, params (string Name, string Value)[] parameters) =>
        Assert.Throws<TemplateException>(() => Load(text, parameters)).Message.Split('\n');

    /// <summary>The value of an output whose expression is given, in a template with one of each resource.</summary>
    public static string Evaluate(string expression, string sections = "")
    {
        var text = $$"""
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
        var template = Load(text);
        return template.Values().Resolve(template.Outputs[0]);
    }

    /// <summary>The repository's own template.</summary>
    public static string OnboardingText()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "template.yaml")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return File.ReadAllText(Path.Combine(folder!, "template.yaml"));
    }
}
