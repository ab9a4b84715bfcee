using Onboarding.LocalAws.Tests.CloudTemplate.Rules;
using Onboarding.LocalAws.Tests.Template;
using Onboarding.LocalAws.Tests.Tidy;

namespace Onboarding.LocalAws.Tests.CloudTemplate;

public sealed class RuleTests
{
    public static TheoryData<string> Rules => [.. TemplateRules.All.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_template_keeps(string rule) => Offenders.None(
        TemplateRules.All[rule](CloudTemplateText.Read(Templates.OnboardingText())).Select(TemplateRules.Text));

    /// <summary>A rule that finds nothing to look at would hold in silence.</summary>
    [Fact]
    public void The_template_has_something_for_the_rules_to_look_at()
    {
        var template = CloudTemplateText.Read(Templates.OnboardingText());
        Assert.Contains(template.EventSources, source => source.Type == "DynamoDB");
        Assert.True(
            template.Statements.Count >= template.OfType("AWS::Serverless::Function").Count(),
            "fewer statements than functions");
    }

    /// <summary>Plants one defect into the repository's template: one rule finds it, with its line.</summary>
    [Theory]
    [InlineData(
        nameof(EventSourceDestinations), "Destination: !GetAtt DeadLetterQueue.Arn", "Destination: !Ref AWS::NoValue",
        "Pending:",
        "EnrichFunction.Pending: what fails for good goes nowhere: it has no DestinationConfig.OnFailure.Destination")]
    [InlineData(
        nameof(EventSourceLimits), "MaximumRetryAttempts: 5", "TumblingWindowInSeconds: 0", "Pending:",
        "EnrichFunction.Pending: it has no limit MaximumRetryAttempts")]
    [InlineData(
        nameof(EventSourceLimits), "MaximumRecordAgeInSeconds: 3600", "MaximumRecordAgeInSeconds: -1", "Pending:",
        "EnrichFunction.Pending: it has no limit MaximumRecordAgeInSeconds")]
    [InlineData(
        nameof(EventSourceLimits), "BatchSize: 25", "BatchSize: !Ref AWS::NoValue", "Pending:",
        "EnrichFunction.Pending: it has no limit BatchSize")]
    [InlineData(
        nameof(WildcardActions), "Action: dynamodb:GetItem", "Action: dynamodb:*", "Action: dynamodb:*",
        "AuthorizeApiKeyFunction: the action 'dynamodb:*' holds a wildcard: name each action")]
    [InlineData(
        nameof(WildcardActions), "Action: dynamodb:GetItem", "NotAction: dynamodb:DeleteTable", "NotAction:",
        "AuthorizeApiKeyFunction: NotAction allows every action but those named: name each action")]
    [InlineData(
        nameof(WildcardActions), "Policies:\n", "Policies:\n        - AmazonDynamoDBFullAccess\n", "FullAccess",
        "AuthorizeApiKeyFunction: Policies holds a policy whose actions are not named here")]
    [InlineData(
        nameof(WildcardResources), "Resource: !GetAtt ApiKeysTable.Arn", "Resource: '*'", "Resource: '*'",
        "AuthorizeApiKeyFunction: the resource '*' is every resource there is: name those that the actions are for")]
    [InlineData(
        nameof(WildcardResources), "Resource: !GetAtt ApiKeysTable.Arn",
        "Resource: !Sub arn:${AWS::Partition}:s3:::*", "s3:::*",
        "AuthorizeApiKeyFunction: the resource 'arn:${AWS::Partition}:s3:::*' is every resource there is: name those "
        + "that the actions are for")]
    [InlineData(
        nameof(EncryptionAtRest), "SSEEnabled: true", "SSEEnabled: false", "UsersTable:",
        "UsersTable: it does not encrypt what it stores: no SSESpecification.SSEEnabled")]
    [InlineData(
        nameof(EncryptionAtRest), "SSEEnabled: true", "SSEEnabled: !If [AllowsPages, true, false]", "UsersTable:",
        "UsersTable: it does not encrypt what it stores: no SSESpecification.SSEEnabled")]
    [InlineData(
        nameof(EncryptionAtRest), "SqsManagedSseEnabled: true", "SqsManagedSseEnabled: false", "DeadLetterQueue:",
        "DeadLetterQueue: it does not encrypt what it stores: no SqsManagedSseEnabled and no KmsMasterKeyId")]
    [InlineData(
        nameof(LogRetention), "LogGroup: !Ref RegisterLogGroup", "LogFormat: JSON", "RegisterFunction:",
        "RegisterFunction: its logs are kept for ever: LoggingConfig.LogGroup names no log group of this template")]
    [InlineData(
        nameof(LogRetention), "RetentionInDays: !Ref LogRetentionDays", "LogGroupClass: STANDARD",
        "AuthorizeApiKeyLogGroup:", "AuthorizeApiKeyLogGroup: it keeps logs for ever: no RetentionInDays")]
    [InlineData(
        nameof(InsertOnly), "Action: dynamodb:PutItem\n", "Action: dynamodb:UpdateItem\n",
        "Action: dynamodb:UpdateItem", "AuditFunction: it may change the AuditLog: 'dynamodb:UpdateItem'")]
    [InlineData(
        nameof(InsertOnly), "Action: dynamodb:PutItem\n", "Action: [dynamodb:PutItem, dynamodb:DeleteItem]\n",
        "dynamodb:DeleteItem", "AuditFunction: it may change the AuditLog: 'dynamodb:DeleteItem'")]
    [InlineData(
        nameof(InsertOnly),
        "Action: dynamodb:UpdateItem\n              Resource: !GetAtt UsersTable.Arn",
        "Action: dynamodb:UpdateItem\n              Resource: [!GetAtt UsersTable.Arn, !GetAtt AuditLog.Arn]",
        "Action: dynamodb:UpdateItem", "EnrichFunction: it may change the AuditLog: 'dynamodb:UpdateItem'")]
    [InlineData(
        nameof(InsertOnly),
        "Action: dynamodb:UpdateItem\n              Resource: !GetAtt UsersTable.Arn",
        "Action: dynamodb:PutItem\n              Resource: !Sub arn:aws:dynamodb:eu-west-1:1:table/${AWS::StackName}-*",
        "Action: dynamodb:PutItem", "EnrichFunction: it may change the AuditLog: 'dynamodb:PutItem'")]
    public void One_defect_breaks_one_rule(string rule, string sound, string defect, string line, string message) =>
        AssertOnly(Planted(sound, defect), rule, line, message);

    /// <summary>What this template does not have yet, and another version of it may.</summary>
    [Theory]
    [InlineData(
        nameof(PublicAccess), "AWS::S3::Bucket", """
        BucketEncryption: {ServerSideEncryptionConfiguration: []}
        PublicAccessBlockConfiguration: {BlockPublicAcls: true, IgnorePublicAcls: true, RestrictPublicBuckets: true}
        """,
        "Planted: it may become public: PublicAccessBlockConfiguration.BlockPublicPolicy is not true")]
    [InlineData(
        nameof(PublicAccess), "AWS::SQS::QueuePolicy", """
        Queues: [!Ref DeadLetterQueue]
        PolicyDocument: {Statement: [{Effect: Allow, Principal: '*', Action: sqs:SendMessage, Resource: q}]}
        """,
        "Planted: the principal '*' without a Condition lets any caller in: name one")]
    [InlineData(
        nameof(EncryptionAtRest), "AWS::SNS::Topic", "TopicName: planted",
        "Planted: it does not encrypt what it stores: no KmsMasterKeyId")]
    [InlineData(
        nameof(EventSourceDestinations), "AWS::Lambda::EventSourceMapping", """
        FunctionName: !Ref EnrichFunction
        EventSourceArn: !GetAtt UsersTable.StreamArn
        StartingPosition: LATEST
        BatchSize: 1
        MaximumRetryAttempts: 1
        MaximumRecordAgeInSeconds: 60
        """,
        "Planted: what fails for good goes nowhere: it has no DestinationConfig.OnFailure.Destination")]
    [InlineData(
        nameof(EventSourceDestinations), "AWS::Events::Rule", """
        EventPattern: {source: [planted]}
        Targets: [{Id: a, Arn: b, RetryPolicy: {MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60}}]
        """,
        "Planted.Targets[0]: what fails for good goes nowhere: it has no DeadLetterConfig")]
    [InlineData(
        nameof(EventSourceLimits), "AWS::Events::Rule", """
        EventPattern: {source: [planted]}
        Targets: [{Id: a, Arn: b, DeadLetterConfig: {Arn: c}, RetryPolicy: {MaximumRetryAttempts: 1}}]
        """,
        "Planted.Targets[0]: it has no limit RetryPolicy.MaximumEventAgeInSeconds")]
    [InlineData(
        nameof(WildcardActions), "AWS::IAM::Role", """
        AssumeRolePolicyDocument: {}
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']
        """,
        "Planted: ManagedPolicyArns holds a policy whose actions are not named here")]
    public void One_defective_resource_breaks_one_rule(string rule, string type, string properties, string message) =>
        AssertOnly(WithResource(type, properties), rule, line: null, message);

    [Theory]
    [InlineData("cloudwatch:PutMetricData")]
    [InlineData("xray:PutTraceSegments")]
    public void An_action_without_resource_types_may_have_an_asterisk(string action) =>
        Assert.Empty(TemplateRules.Broken(CloudTemplateText.Read(
            Planted("Action: dynamodb:GetItem", $"Action: {action}")
                .Replace("Resource: !GetAtt ApiKeysTable.Arn", "Resource: '*'", StringComparison.Ordinal))));

    [Fact]
    public void A_queue_that_a_function_reads_needs_a_dead_letter_queue_and_a_limit()
    {
        var template = Planted(
            "      Events:\n",
            "      Events:\n        Planted: {Type: SQS, Properties: {Queue: !GetAtt DeadLetterQueue.Arn}}\n");
        Assert.Equal(
            [
                "DeadLetterQueue: RegisterFunction.Planted reads it, and what fails goes nowhere: it has no "
                + "RedrivePolicy.deadLetterTargetArn",
                "RegisterFunction.Planted: it has no limit BatchSize",
                "DeadLetterQueue: RegisterFunction.Planted reads it without a limit: it has no "
                + "RedrivePolicy.maxReceiveCount",
            ],
            TemplateRules.Broken(CloudTemplateText.Read(template)).Select(fault => fault.Text.Split(": ", 2)[1]));
    }

    [Fact]
    public void A_kind_of_event_that_no_rule_knows_is_a_fault() => AssertOnly(
        Planted("Type: DynamoDB", "Type: Kinesis"), nameof(EventSourceDestinations), "Pending:",
        "EnrichFunction.Pending: there is no rule about where failures of a Kinesis event go: add one");

    /// <param name="line">What stands in the line that the message names; null where the test adds the line.</param>
    private static void AssertOnly(string template, string rule, string? line, string message)
    {
        var (broken, text) = Assert.Single(TemplateRules.Broken(CloudTemplateText.Read(template)));
        Assert.Equal(rule, broken);
        var place = text[..^message.Length];
        Assert.Equal(place + message, text);
        var number = int.Parse(place.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(line ?? "", template.Split('\n')[number - 1], StringComparison.Ordinal);
    }

    private static string Planted(string sound, string defect)
    {
        var template = Templates.OnboardingText();
        var at = template.IndexOf(sound, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the template has no '{sound}' any more: plant the defect elsewhere");
        return template[..at] + defect + template[(at + sound.Length)..];
    }

    private static string WithResource(string type, string properties) => Planted(
        "\nResources:\n",
        $"\nResources:\n  Planted:\n    Type: {type}\n    Properties:\n      "
        + properties.ReplaceLineEndings("\n      ") + "\n");
}
