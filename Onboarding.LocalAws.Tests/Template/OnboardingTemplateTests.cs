using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Tests.Provisioning;

namespace Onboarding.LocalAws.Tests.Template;

public class OnboardingTemplateTests
{
    private readonly StackTemplate _template = Templates.Load(Templates.OnboardingText());

    [Fact]
    public void The_repositorys_template_loads_with_its_outputs()
    {
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["ApiUrl"] = "http://127.0.0.1:4566",
                ["UsersTableName"] = "onboarding-UsersTable",
                ["IdentitiesTableName"] = "onboarding-IdentitiesTable",
                ["ApiKeysTableName"] = "onboarding-ApiKeysTable",
                // Ids of a pool and its client are known once they are created.
                ["UserPoolId"] = "{UserPool.Ref}",
                ["UserPoolClientId"] = "{UserPoolClient.Ref}",
                ["EventBusName"] = "onboarding-application-eventbus",
                ["DeadLetterQueueUrl"] = "http://127.0.0.1:4566/123456789012/onboarding-DeadLetterQueue",
                ["UserBucketPrefix"] = "onboarding-user-",
                ["AuditLogTableName"] = "onboarding-AuditLog",
                ["DataLakeBucketName"] = "onboarding-datalakebucket",
                ["TenantUsersTableName"] = "onboarding-TenantUsersTable",
                ["SignUpWorkflowArn"] = "arn:aws:states:us-east-1:123456789012:stateMachine:onboarding-SignUpWorkflow",
            },
            _template.Outputs.ToDictionary(output => output.Name, _template.Values().Resolve));
        Assert.Contains("RegisterLogGroup (AWS::Logs::LogGroup)", _template.CloudOnly);
        Assert.Contains("UsersTable: SSESpecification", _template.CloudOnly);
    }

    [Fact]
    public void Events_become_resources_that_come_after_what_they_need()
    {
        string[] order = [.. _template.Resources.Select(resource => resource.LogicalId)];
        Assert.True(Array.IndexOf(order, "EnrichFunctionPending") > Array.IndexOf(order, "EnrichFunction"));
        Assert.True(Array.IndexOf(order, "EnrichFunctionPending") > Array.IndexOf(order, "UsersTable"));
        Assert.True(Array.IndexOf(order, "RegisterFunctionRegister") > Array.IndexOf(order, "HttpApi"));
        Assert.DoesNotContain("RegisterLogGroup", order);
    }

    [Fact]
    public void Globals_and_own_environment_are_merged_and_absent_values_disappear()
    {
        var properties = Resolve("RegisterFunction");
        var variables = (TemplateMapping)((TemplateMapping)properties.Find("Environment")!).Find("Variables")!;
        Assert.Equal("10", properties.FindText("Timeout"));
        Assert.Equal(
            ["IDENTITIES_TABLE=onboarding-IdentitiesTable", "USERS_TABLE=onboarding-UsersTable"],
            variables.Entries.Select(entry => $"{entry.Key}={((TemplateScalar)entry.Value).Value}").Order());
    }

    [Fact]
    public async Task A_tables_properties_become_the_body_of_CreateTable()
    {
        await using var aws = await RecordingAws.StartAsync();
        await aws.DeployAsync(Templates.OnboardingText());
        Assert.Contains(
            """
            CreateTable {"TableName":"onboarding-UsersTable","BillingMode":"PAY_PER_REQUEST",
            "AttributeDefinitions":[{"AttributeName":"userId","AttributeType":"S"},
            {"AttributeName":"due","AttributeType":"S"},{"AttributeName":"dueSince","AttributeType":"S"}],
            "KeySchema":[{"AttributeName":"userId","KeyType":"HASH"}],
            "GlobalSecondaryIndexes":[{"IndexName":"Due","KeySchema":[{"AttributeName":"due","KeyType":"HASH"},
            {"AttributeName":"dueSince","KeyType":"RANGE"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}],
            "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}
            """.ReplaceLineEndings(""),
            aws.Calls);
    }

    private TemplateMapping Resolve(string logicalId) =>
        _template.Values().Resolve(_template.Resources.Single(resource => resource.LogicalId == logicalId));
}
