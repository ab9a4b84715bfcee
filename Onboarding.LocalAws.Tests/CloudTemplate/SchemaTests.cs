using Onboarding.LocalAws.Tests.CloudTemplate.Rules;
using Onboarding.LocalAws.Tests.CloudTemplate.Schemas;
using Onboarding.LocalAws.Tests.Template;
using Onboarding.LocalAws.Tests.Tidy;

namespace Onboarding.LocalAws.Tests.CloudTemplate;

public sealed class SchemaTests
{
    [SchemaFact]
    public void Every_property_is_one_that_CloudFormation_takes() => Offenders.None(
        TemplateSchemas.Check(CloudTemplateText.Read(Templates.OnboardingText())).Select(TemplateRules.Text));

    [SchemaTheory]
    [InlineData("BillingMode: PAY", "BillMode: PAY", "UsersTable: AWS::DynamoDB::Table has no property 'BillMode'")]
    [InlineData("SSEEnabled: true", "SSEEnabled: true\n        SSEKind: KMS",
        "UsersTable: AWS::DynamoDB::Table.SSESpecification has no property 'SSEKind'")]
    [InlineData("KeyType: HASH", "KeyKind: HASH",
        "UsersTable: AWS::DynamoDB::Table.KeySchema has no property 'KeyKind'",
        "UsersTable: AWS::DynamoDB::Table.KeySchema needs the property 'KeyType'")]
    [InlineData("MessageRetentionPeriod: 1209600", "MessageRetentionPeriod: fortnight",
        "DeadLetterQueue: AWS::SQS::Queue.MessageRetentionPeriod must be of type integer, not 'fortnight'")]
    [InlineData("PointInTimeRecoveryEnabled: true", "PointInTimeRecoveryEnabled: soon",
        "UsersTable: AWS::DynamoDB::Table.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled must be of type "
        + "boolean, not 'soon'")]
    [InlineData("SSEEnabled: true", "SSEEnabled: !If [AllowsPages, true, [true]]",
        "UsersTable: AWS::DynamoDB::Table.SSESpecification.SSEEnabled must be of type boolean, not a list")]
    [InlineData("UsernameAttributes: [email]", "UsernameAttributes: email",
        "UserPool: AWS::Cognito::UserPool.UsernameAttributes must be of type array, not 'email'")]
    [InlineData("Type: AWS::SES::EmailIdentity", "Type: AWS::SES::MailIdentity",
        "SenderIdentity: CloudFormation has no resource type 'AWS::SES::MailIdentity'")]
    [InlineData("MemorySize: 1769", "MemorySizeMegabytes: 1769",
        "CreateUserFunction: AWS::Lambda::Function has no property 'MemorySizeMegabytes'")]
    [InlineData("LogGroup: !Ref RegisterLogGroup", "LogGroup: !Ref RegisterLogGroup\n        LogKind: JSON",
        "RegisterFunction: AWS::Lambda::Function.LoggingConfig has no property 'LogKind'")]
    [InlineData("StartingPosition: TRIM_HORIZON", "StartPosition: TRIM_HORIZON",
        "EnrichFunction.Pending: AWS::Lambda::EventSourceMapping has no property 'StartPosition'")]
    [InlineData("BatchSize: 25", "BatchSize: many",
        "EnrichFunction.Pending: AWS::Lambda::EventSourceMapping.BatchSize must be of type integer, not 'many'")]
    [InlineData("ThrottlingRateLimit: 20", "ThrottleRateLimit: 20",
        "CreateUserFunction.CreateUser: AWS::ApiGatewayV2::Stage.DefaultRouteSettings has no property "
        + "'ThrottleRateLimit'")]
    [InlineData("MaxAge: 600", "MaxAge: long",
        "HttpApi: AWS::ApiGatewayV2::Api.CorsConfiguration.MaxAge must be of type integer, not 'long'")]
    public void A_property_that_CloudFormation_would_refuse_is_found(
        string sound, string defect, params string[] messages)
    {
        var template = Templates.OnboardingText();
        var at = template.IndexOf(sound, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the template has no '{sound}' any more: plant the defect elsewhere");
        var broken = TemplateSchemas.Check(
            CloudTemplateText.Read(template[..at] + defect + template[(at + sound.Length)..]));
        Assert.Equal(messages, broken.Select(fault => fault.Message));
    }

    /// <summary>Planted at the end of the Events section, where SAM makes a rule of it.</summary>
    [SchemaFact]
    public void An_event_that_becomes_a_rule_is_held_against_the_rules_type()
    {
        var template = Templates.OnboardingText().Replace(
            "      Events:\n        Register:",
            "      Events:\n        Planted: {Type: EventBridgeRule, Properties: {Pattern: {source: [a]}, Buss: b}}\n"
            + "        Register:",
            StringComparison.Ordinal);
        Assert.Equal(
            ["RegisterFunction.Planted: AWS::Events::Rule has no property 'Buss'"],
            TemplateSchemas.Check(CloudTemplateText.Read(template)).Select(fault => fault.Message));
    }
}
