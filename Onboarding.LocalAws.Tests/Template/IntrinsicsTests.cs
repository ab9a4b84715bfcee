using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Tests.Template;

/// <summary>
/// Evidence: Documented
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html).
/// </summary>
public class IntrinsicsTests
{
    [Theory]
    [InlineData("!Ref Users", "onboarding-Users")]
    [InlineData("{Ref: Users}", "onboarding-Users")]
    [InlineData("!Ref Dead", "http://127.0.0.1:4566/123456789012/onboarding-Dead")]
    [InlineData("!Ref Files", "onboarding-files")]
    [InlineData("!Ref Work", "onboarding-Work")]
    [InlineData("!Ref AWS::Region", "us-east-1")]
    [InlineData("!Ref AWS::AccountId", "123456789012")]
    [InlineData("!Ref AWS::URLSuffix", "amazonaws.com")]
    [InlineData("!GetAtt Users.Arn", "arn:aws:dynamodb:us-east-1:123456789012:table/onboarding-Users")]
    [InlineData("{'Fn::GetAtt': [Work, Arn]}", "arn:aws:lambda:us-east-1:123456789012:function:onboarding-Work")]
    [InlineData("!GetAtt Dead.QueueName", "onboarding-Dead")]
    [InlineData("!GetAtt Api.ApiEndpoint", "http://127.0.0.1:4566")]
    [InlineData("!GetAtt Files.Arn", "arn:aws:s3:::onboarding-files")]
    [InlineData("!Sub 'x-${AWS::StackName}-${Users}-${Dead.Arn}'",
        "x-onboarding-onboarding-Users-arn:aws:sqs:us-east-1:123456789012:onboarding-Dead")]
    [InlineData("!Sub '${!Literal} ${ Users }'", "${Literal} onboarding-Users")]
    [InlineData("!Sub ['${a}/${b}', {a: 1, b: !Ref Files}]", "1/onboarding-files")]
    [InlineData("!Sub 'no variable: $ { } ${'", "no variable: $ { } ${")]
    [InlineData("!Join ['-', [a, !Ref Files, c]]", "a-onboarding-files-c")]
    [InlineData("!Join ['', []]", "")]
    [InlineData("!Join ['-', [a, !Ref AWS::NoValue, c]]", "a-c")]
    [InlineData("!Select [1, [a, b, c]]", "b")]
    [InlineData("!Select [2, !Split ['|', 'x|y|z']]", "z")]
    [InlineData("!Join [',', !Split ['|', 'x|y|z']]", "x,y,z")]
    public void Evaluates(string expression, string expected) =>
        Assert.Equal(expected, Templates.Evaluate(expression));

    [Theory]
    [InlineData("!If [IsProd, p, d]", "p")]
    [InlineData("!If [IsNotProd, p, d]", "d")]
    [InlineData("!If [Both, yes, no]", "no")]
    [InlineData("!If [Either, yes, no]", "yes")]
    [InlineData("!FindInMap [Sizes, !Ref Stage, Memory]", "1024")]
    [InlineData("!Ref Stage", "prod")]
    [InlineData("!Join ['+', !Ref Zones]", "a+b")]
    public void Evaluates_conditions_maps_and_parameters(string expression, string expected) =>
        Assert.Equal(expected, Templates.Evaluate(expression, """
            Parameters:
              Stage: {Type: String, Default: prod}
              Zones: {Type: CommaDelimitedList, Default: 'a, b'}
            Mappings:
              Sizes:
                prod: {Memory: 1024}
            Conditions:
              Both: !And [!Condition IsProd, !Condition IsNotProd]
              Either: !Or [!Condition IsProd, !Condition IsNotProd]
              IsProd: !Equals [!Ref Stage, prod]
              IsNotProd: !Not [!Condition IsProd]
            """));

    [Fact]
    public void A_given_parameter_value_replaces_the_default()
    {
        var template = Templates.Load("""
            Parameters:
              Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
            Resources:
              Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'q-${Stage}'}}
            Outputs:
              Name: {Value: !GetAtt Q.QueueName}
            """, ("Stage", "prod"));
        Assert.Equal("q-prod", template.Values().Resolve(template.Outputs[0]));
    }

    [Fact]
    public void A_value_that_creation_reveals_replaces_its_placeholder()
    {
        var template = Templates.Load("""
            Resources:
              Users:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
            Outputs:
              Stream: {Value: !Sub '<${Users.StreamArn}>'}
            """);
        var created = new Dictionary<(string, string), string> { [("Users", "StreamArn")] = "arn:late" };
        Assert.Equal("<arn:late>", new StackResolver(template, created).Resolve(template.Outputs[0]));
        Assert.Equal("<{Users.StreamArn}>", template.Values().Resolve(template.Outputs[0]));
    }
}
