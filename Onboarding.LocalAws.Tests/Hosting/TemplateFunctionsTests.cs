using Onboarding.LocalAws.Hosting;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>The names that a program knows before it starts a host.</summary>
public sealed class TemplateFunctionsTests : IDisposable
{
    private readonly FileInfo _file = new(Path.GetTempFileName());

    public void Dispose() => _file.Delete();

    [Fact]
    public void Each_function_that_runs_is_named_as_the_stack_will_name_it()
    {
        var names = Names(
            """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Stage: { Type: String, Default: dev }
            Conditions:
              IsProduction: !Equals [!Ref Stage, production]
            Globals:
              Function: { Runtime: provided.al2023, CodeUri: . }
            Resources:
              Plain: { Type: AWS::Serverless::Function, Properties: { Handler: A } }
              Named:
                Type: AWS::Serverless::Function
                Properties: { Handler: B, FunctionName: !Sub "${Stage}-${AWS::Region}" }
              Elsewhere: { Type: AWS::Serverless::Function, Condition: IsProduction, Properties: { Handler: C } }
              Queue: { Type: AWS::SQS::Queue }
            """);
        Assert.Equal(
            new Dictionary<string, string> { ["Plain"] = "shop-Plain", ["Named"] = "test-eu-west-1" }, names);
    }

    [Fact]
    public void A_fault_is_named_with_its_line() => Assert.Contains(
        ":2:",
        Assert.Throws<LocalAwsException>(() => Names("Resources:\n  A: { Type: AWS::No::Such }")).Message,
        StringComparison.Ordinal);

    private IReadOnlyDictionary<string, string> Names(string template)
    {
        File.WriteAllText(_file.FullName, template);
        return TemplateFunctions.NamesIn(
            new StackOptions(_file)
            {
                StackName = "shop",
                HostParameters = new Dictionary<string, string> { ["Stage"] = "test" },
            },
            new LocalAwsOptions { Region = "eu-west-1" });
    }
}
