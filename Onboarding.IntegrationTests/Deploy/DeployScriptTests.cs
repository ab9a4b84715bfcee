using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2.Model;
using Onboarding.IntegrationTests.Clients;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Deploy;

/// <summary>
/// eng/deploy.sh with the real AWS CLI: S3, STS and DynamoDB are the emulator's, CloudFormation answers what its
/// documentation says and creates nothing. That the template deploys, only an account proves.
/// </summary>
[UnsupportedOSPlatform("windows")]
[Trait("Category", "Slow")]
public sealed partial class DeployScriptTests(RunningStack stack) : IClassFixture<RunningStack>
{
    /// <summary>A bucket that no other test puts a package into.</summary>
    private const string Bucket = "deployed-artifacts-123456789012-us-east-1";

    private static readonly string[] FirstTime = ["--mail-from", "me@example.com", "--aws-cli"];

    [ClientFact(Client.RecentAwsCli)]
    public async Task A_documented_CloudFormation_is_asked_for_a_change_set_and_a_key_comes_out_that_registers()
    {
        await RevokeEveryKeyAsync();
        await using var cloudFormation = await DocumentedCloudFormation.StartAsync(stack.Ready.Outputs);
        using var folder = Folder(cloudFormation);

        var run = await folder.RunAsync(
            "deploy.sh", [.. FirstTime, "--stack", "deployed", "--parameter", "LogRetentionDays=7"], "y\n");
        run.Succeeded();

        var created = cloudFormation.Calls.Single(call => call["Action"] == "CreateChangeSet");
        Assert.Equal("CREATE", created["ChangeSetType"]);
        Assert.Equal(
            ["CAPABILITY_AUTO_EXPAND", "CAPABILITY_IAM"], Members(created, "Capabilities.member.").Order());
        Assert.Equal("me@example.com", Parameter(created, "MailFrom"));
        Assert.Equal("7", Parameter(created, "LogRetentionDays"));
        Assert.Equal("arm64", Parameter(created, "Architecture"));
        Assert.Contains(Bucket, created["TemplateURL"], StringComparison.Ordinal);

        // The preview comes before what it previews.
        var actions = cloudFormation.Actions.ToList();
        Assert.True(actions.LastIndexOf("DescribeChangeSet") < actions.IndexOf("ExecuteChangeSet"));
        Assert.Matches("Add .*UsersTable .*AWS::DynamoDB::Table", run.Output);
        Assert.Contains(stack.Ready.Outputs["UserPoolId"], run.Output, StringComparison.Ordinal);

        var key = Key().Match(run.Output).Value;
        using var registering = new HttpRequestMessage(HttpMethod.Post, new Uri(stack.Ready.ApiUrl!, "/register"));
        registering.Headers.Add("x-api-key", key);
        registering.Content = RunningStack.Json(
            new { email = "deployed@example.com", name = "De Ployed", phone = "+442079460000" });
        using var response = await stack.Api.SendAsync(registering);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);

        // The second time: no second key, an update, the bucket as it is, and the same package under the same name.
        File.SetLastWriteTimeUtc(folder.Package, new DateTime(2031, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        var again = await folder.RunAsync("deploy.sh", ["--aws-cli", "--stack", "deployed", "--yes"]);
        again.Succeeded();
        Assert.Contains("API keys: 1, as before.", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Creating the bucket", again.Output, StringComparison.Ordinal);
        var updated = cloudFormation.Calls.Last(call => call["Action"] == "CreateChangeSet");
        Assert.Equal("UPDATE", updated["ChangeSetType"]);
        Assert.Equal("true", Parameter(updated, "MailFrom", "UsePreviousValue"));
        await AssertPackagedAsync(folder);
    }

    [ClientFact(Client.RecentAwsCli)]
    public async Task Without_a_yes_nothing_is_executed()
    {
        await using var cloudFormation = await DocumentedCloudFormation.StartAsync(stack.Ready.Outputs);
        using var folder = Folder(cloudFormation);
        foreach (var run in new[]
        {
            await folder.RunAsync("deploy.sh", FirstTime, "n\n"),
            await folder.RunAsync("deploy.sh", FirstTime),
            await folder.RunAsync("deploy.sh", [.. FirstTime, "--preview", "--yes"]),
        })
        {
            run.Succeeded();
            Assert.Contains("Nothing was changed.", run.Output, StringComparison.Ordinal);
        }

        Assert.Equal(3, cloudFormation.Actions.Count(action => action == "CreateChangeSet"));
        Assert.DoesNotContain("ExecuteChangeSet", cloudFormation.Actions);
    }

    [ClientFact(Client.RecentAwsCli)]
    public async Task A_recorded_call_of_the_SAM_CLI_has_what_it_needs()
    {
        await using var cloudFormation = await DocumentedCloudFormation.StartAsync(
            stack.Ready.Outputs, "CREATE_COMPLETE");
        using var folder = Folder(cloudFormation);
        folder.AddProgram("sam", $"printf '%s\\n' \"$@\" > '{folder.In("sam-arguments")}'");
        (await folder.RunAsync("deploy.sh", ["--mail-from", "me@example.com"])).Succeeded();
        Assert.Equal(
            [
                "deploy", "--template-file", "template.yaml", "--stack-name", "onboarding", "--region", "us-east-1",
                "--s3-bucket", "onboarding-artifacts-123456789012-us-east-1", "--capabilities", "CAPABILITY_IAM",
                "CAPABILITY_AUTO_EXPAND", "--no-fail-on-empty-changeset", "--confirm-changeset",
                "--parameter-overrides", "MailFrom=me@example.com", "Architecture=arm64",
            ],
            await File.ReadAllLinesAsync(folder.In("sam-arguments")));
    }

    [ClientFact(Client.RecentAwsCli)]
    public async Task What_is_missing_is_said_in_one_line()
    {
        await using var cloudFormation = await DocumentedCloudFormation.StartAsync(stack.Ready.Outputs);
        using var folder = Folder(cloudFormation);
        await AssertRefusedAsync("a new stack needs --mail-from", []);
        await AssertRefusedAsync("unknown option --stak", ["--stak", "x"]);
        await AssertRefusedAsync("--stack needs a value", ["--stack"]);
        await AssertRefusedAsync("--stack is 1 to 21 lower-case letters", ["--stack", "Onboarding"]);
        await AssertRefusedAsync("--parameter is NAME=VALUE", ["--parameter", "x"]);
        folder.Settings["AWS_REGION"] = null;
        await AssertRefusedAsync("no region: give --region", FirstTime);
        folder.Settings["AWS_REGION"] = "us-east-1";
        await File.WriteAllTextAsync(folder.Executable, "no executable");
        await AssertRefusedAsync("is no executable for arm64 or x86_64", FirstTime);
        folder.AddProgram("aws", "exit 255");
        await AssertRefusedAsync("AWS knows no credentials here", FirstTime);
        File.Delete(folder.Package);
        await AssertRefusedAsync("run eng/package.sh first", FirstTime);
        Assert.DoesNotContain("CreateChangeSet", cloudFormation.Actions);

        async Task AssertRefusedAsync(string expected, string[] arguments)
        {
            var run = await folder.RunAsync("deploy.sh", arguments);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("eng/deploy.sh: ", run.Error, StringComparison.Ordinal);
            Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        }
    }

    /// <summary>One object for the package of all functions, in a bucket that cannot become public.</summary>
    private async Task AssertPackagedAsync(DeploymentFolder folder)
    {
        var block = (await stack.S3.GetPublicAccessBlockAsync(new() { BucketName = Bucket }))
            .PublicAccessBlockConfiguration;
        Assert.True(
            block.BlockPublicAcls is true && block.BlockPublicPolicy is true && block.IgnorePublicAcls is true
            && block.RestrictPublicBuckets is true);
        var objects = (await stack.S3.ListObjectsV2Async(new() { BucketName = Bucket })).S3Objects;
        var package = Assert.Single(objects, stored => !stored.Key.EndsWith(".template", StringComparison.Ordinal));
        Assert.Equal(new FileInfo(folder.Package).Length, package.Size);
        using var stored = await stack.S3.GetObjectAsync(Bucket, objects.First(stored => stored != package).Key);
        using var reader = new StreamReader(stored.ResponseStream);
        Assert.Contains(
            $"CodeUri: s3://{Bucket}/{package.Key}", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private DeploymentFolder Folder(DocumentedCloudFormation cloudFormation) => new()
    {
        Settings =
        {
            ["AWS_ENDPOINT_URL"] = stack.Ready.EdgeUrl.OriginalString.TrimEnd('/'),
            ["AWS_ENDPOINT_URL_CLOUDFORMATION"] = cloudFormation.Address,
        },
    };

    private async Task RevokeEveryKeyAsync()
    {
        var table = stack.Ready.Outputs["ApiKeysTableName"];
        foreach (var key in (await stack.DynamoDb.ScanAsync(new ScanRequest(table))).Items)
        {
            await stack.DynamoDb.DeleteItemAsync(table, new() { ["keyId"] = key["keyId"] });
        }
    }

    private static IEnumerable<string> Members(Dictionary<string, string> call, string prefix) =>
        call.Where(field => field.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(field => field.Value);

    private static string Parameter(
        Dictionary<string, string> call, string name, string field = "ParameterValue")
    {
        var key = call.Single(entry => entry.Key.EndsWith("ParameterKey", StringComparison.Ordinal)
            && entry.Value == name).Key;
        return call[key.Replace("ParameterKey", field, StringComparison.Ordinal)];
    }

    [GeneratedRegex("onb_[A-Za-z0-9_]+")]
    private static partial Regex Key();
}
