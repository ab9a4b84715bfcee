using System.Runtime.Versioning;
using Amazon.S3.Model;
using Onboarding.IntegrationTests.Clients;
using Onboarding.IntegrationTests.Stack;
using Onboarding.IntegrationTests.Statuses;

namespace Onboarding.IntegrationTests.Deploy;

/// <summary>
/// eng/teardown.sh with the real AWS CLI on a stack of the emulator, which it takes apart; what the emulator does not
/// have (CloudFormation, log groups, versions of objects) answers what its documentation says.
/// </summary>
[UnsupportedOSPlatform("windows")]
[Trait("Category", "Slow")]
public sealed class TeardownScriptTests
{
    private const string OfAnotherStack = "onboarding-user-x-user-00000000-0000-4000-8000-000000000000";

    [ClientFact(Client.RecentAwsCli)]
    public async Task It_shows_asks_and_leaves_nothing_of_the_stack_and_all_of_others()
    {
        await using var running = await RunningAsync();
        var (stack, cloudFormation, folder, bucket) = running;

        cloudFormation.LogGroups.UnionWith(
            ["/aws/lambda/onboarding-EnrichFunction-1", "/aws/lambda/onboarding-EnrichFunction-10"]);

        // First it only shows, and without the stack's name it deletes nothing.
        var shown = await folder.RunAsync("teardown.sh", ["--dry-run"]);
        shown.Succeeded();
        foreach (var expected in new[] { bucket, stack.Ready.Outputs["UsersTableName"], "Deletes the stack" })
        {
            Assert.Contains(expected, shown.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(OfAnotherStack, shown.Output, StringComparison.Ordinal);
        var refused = await folder.RunAsync("teardown.sh", [], "yes\n");
        Assert.Contains("nothing was deleted", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("DeleteStack", cloudFormation.Actions);
        Assert.Contains(bucket, await BucketsAsync(stack));

        (await folder.RunAsync("teardown.sh", [], "onboarding\n")).Succeeded();

        Assert.Contains("DeleteStack", cloudFormation.Actions);
        Assert.Equal([OfAnotherStack], await BucketsAsync(stack));
        Assert.Equal(
            [stack.Ready.Outputs["ApiKeysTableName"]], (await stack.DynamoDb.ListTablesAsync()).TableNames);
        Assert.Equal(["/aws/lambda/onboarding-EnrichFunction-10"], cloudFormation.LogGroups);

        // A second time there is nothing.
        cloudFormation.Resources.Clear();
        var again = await folder.RunAsync("teardown.sh", ["--yes"]);
        again.Succeeded();
        Assert.Contains("There is nothing of onboarding", again.Output, StringComparison.Ordinal);
    }

    [ClientFact(Client.RecentAwsCli)]
    public async Task Data_that_is_kept_is_named()
    {
        await using var running = await RunningAsync();
        var (stack, cloudFormation, folder, bucket) = running;
        var run = await folder.RunAsync("teardown.sh", ["--keep-data", "--yes"]);
        run.Succeeded();
        Assert.Contains($"Keeps tables, with every user in them:\n  {stack.Ready.Outputs["UsersTableName"]}\n",
            run.Output, StringComparison.Ordinal);
        var lake = stack.Ready.Outputs["DataLakeBucketName"];
        Assert.Contains($"Keeps the data lake, with every event in it:\n  {lake}\n",
            run.Output, StringComparison.Ordinal);
        Assert.Contains($"Keeps users' buckets, with every object and version in them:\n  {bucket}\n",
            run.Output, StringComparison.Ordinal);
        Assert.Contains(bucket, await BucketsAsync(stack));
        Assert.Equal(6, (await stack.DynamoDb.ListTablesAsync()).TableNames.Count);
        Assert.Contains("DeleteStack", cloudFormation.Actions);

        // What was kept is found without the stack, too.
        var later = await folder.RunAsync("teardown.sh", ["--yes"]);
        later.Succeeded();
        Assert.DoesNotContain("Deletes the stack", later.Output, StringComparison.Ordinal);
        Assert.Equal([OfAnotherStack], await BucketsAsync(stack));
    }

    [ClientFact(Client.RecentAwsCli)]
    public async Task A_documented_versioned_bucket_loses_every_version_and_delete_marker_before_itself()
    {
        await using var stack = await RunningStack.StartAsync(new());
        await using var cloudFormation = await DocumentedCloudFormation.StartAsync(stack.Ready.Outputs);
        await using var s3 = await DocumentedVersions.StartAsync(
            "onboarding-user-00000000-0000-4000-8000-000000000000");
        using var folder = new DeploymentFolder
        {
            Settings =
            {
                ["AWS_ENDPOINT_URL"] = stack.Ready.EdgeUrl.OriginalString.TrimEnd('/'),
                ["AWS_ENDPOINT_URL_CLOUDFORMATION"] = cloudFormation.Address,
                ["AWS_ENDPOINT_URL_S3"] = s3.Address,
            },
        };
        (await folder.RunAsync("teardown.sh", ["--yes"])).Succeeded();
        Assert.Equal(
            ["a/b 1", "a/b 2", "gone 3", "the bucket"], s3.Deleted);
    }

    private static async Task<RunningDeployment> RunningAsync()
    {
        var stack = new RunningStack();
        await stack.InitializeAsync();
        var userId = await stack.RegisteredAsync(
            new { email = "gone@example.com", name = "Gone Tomorrow", phone = "+442079460000" });
        await stack.ReachedAsync(userId, "completed");
        // The stack's deletion is played: its functions run on, and must have nothing left to write.
        await stack.DataLakeAsync(userId, count: 3);
        var bucket = $"onboarding-user-{userId}";
        await stack.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = "a folder/a file.txt", ContentBody = "x" });
        await stack.S3.PutBucketAsync(OfAnotherStack);

        var cloudFormation = await DocumentedCloudFormation.StartAsync(stack.Ready.Outputs, "CREATE_COMPLETE");
        cloudFormation.Resources.AddRange(
        [
            ("AWS::DynamoDB::Table", stack.Ready.Outputs["UsersTableName"], "DELETE_SKIPPED"),
            ("AWS::DynamoDB::Table", stack.Ready.Outputs["IdentitiesTableName"], "DELETE_SKIPPED"),
            ("AWS::DynamoDB::Table", stack.Ready.Outputs["AuditLogTableName"], "DELETE_SKIPPED"),
            ("AWS::DynamoDB::Table", stack.Ready.Outputs["TenantUsersTableName"], "DELETE_SKIPPED"),
            ("AWS::DynamoDB::Table", "onboarding-InvitationsTable", "DELETE_SKIPPED"),
            ("AWS::S3::Bucket", stack.Ready.Outputs["DataLakeBucketName"], "DELETE_SKIPPED"),
            // One that the stack's own deletion took.
            ("AWS::DynamoDB::Table", stack.Ready.Outputs["ApiKeysTableName"], "DELETE_COMPLETE"),
            ("AWS::Cognito::UserPool", stack.Ready.Outputs["UserPoolId"], "CREATE_COMPLETE"),
            ("AWS::SES::EmailIdentity", "welcome@example.com", "CREATE_COMPLETE"),
            ("AWS::Lambda::Function", "onboarding-EnrichFunction-1", "CREATE_COMPLETE"),
            ("AWS::Logs::LogGroup", "onboarding-EnrichLogGroup-1", "CREATE_COMPLETE"),
        ]);
        var folder = new DeploymentFolder
        {
            Settings =
            {
                ["AWS_ENDPOINT_URL"] = stack.Ready.EdgeUrl.OriginalString.TrimEnd('/'),
                ["AWS_ENDPOINT_URL_CLOUDFORMATION"] = cloudFormation.Address,
                ["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"] = cloudFormation.Address,
            },
        };
        return new RunningDeployment(stack, cloudFormation, folder, bucket);
    }

    private static async Task<IEnumerable<string>> BucketsAsync(RunningStack stack) =>
        (await stack.S3.ListBucketsAsync()).Buckets?.Select(bucket => bucket.BucketName) ?? [];

    private sealed record RunningDeployment(
        RunningStack Stack, DocumentedCloudFormation CloudFormation, DeploymentFolder Folder, string Bucket)
        : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Folder.Dispose();
            await CloudFormation.DisposeAsync();
            await Stack.DisposeAsync();
        }
    }
}
