using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Backends;

/// <summary>The same tests once more, with Amazon's DynamoDB Local for the tables and their streams.</summary>
[Trait("Category", "Slow")]
public sealed class DynamoDbLocalTests
{
    [DynamoDbLocalFact]
    public async Task The_integration_suite_passes()
    {
        await using var dynamoDb = await DynamoDbLocal.StartAsync();
        var results = Directory.CreateTempSubdirectory("onboarding-");
        try
        {
            var (exitCode, output, error) = await ChildProcess.TryAsync(
                "env",
                [
                    $"{Backend.Variable}={dynamoDb.Url}",
                    "dotnet",
                    "vstest",
                    typeof(DynamoDbLocalTests).Assembly.Location,
                    $"--Settings:{Path.Combine(RepositoryFolder.Root, "eng", "tests.runsettings")}",
                    $"--ResultsDirectory:{results.FullName}",
                ]);
            Assert.True(exitCode == 0, $"{output}\n{error}");
            Assert.Matches("Passed: +[1-9][0-9]+", output);
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }
}
