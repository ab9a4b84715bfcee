using System.Text.RegularExpressions;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Clients;

/// <summary>
/// The scripts of eng/clients, which a developer runs against a host just so: each makes its client's own calls, the
/// high-level ones too, and compares each answer.
/// </summary>
[Trait("Category", "Slow")]
public sealed partial class ClientScriptTests(RunningStack stack) : IClassFixture<RunningStack>
{
    private string Endpoint => stack.Ready.EdgeUrl.OriginalString.TrimEnd('/');

    [ClientFact(Client.AwsCli)]
    public Task The_AWS_CLI_reads_every_answer() => SucceedsAsync("bash", "eng/clients/aws-cli.sh", Endpoint);

    [ClientFact(Client.Boto3)]
    public Task Boto3_reads_every_answer() => SucceedsAsync("python3", "eng/clients/with_boto3.py", Endpoint);

    [ClientFact(Client.JavaScript)]
    public Task The_SDK_for_JavaScript_reads_every_answer() =>
        SucceedsAsync("node", "eng/clients/javascript/sdk.js", Endpoint);

    [Fact]
    public Task DotNets_object_models_and_TransferUtility_read_every_answer() =>
        SucceedsAsync("dotnet", "run", "eng/clients/dotnet.cs", "--", Endpoint);

    private static async Task SucceedsAsync(string program, params string[] arguments)
    {
        var output = await ChildProcess.RunAsync(program, arguments);
        Assert.Matches(LastLine(), output);
    }

    [GeneratedRegex(@"\n[1-9]\d+ calls, each as expected\n$")]
    private static partial Regex LastLine();
}
