using System.Text.Json;
using System.Text.RegularExpressions;
using Onboarding.IntegrationTests.Clients;
using Onboarding.IntegrationTests.Identity;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Documents;

/// <summary>docs/recipes/sign-up-at-cognito.md, typed as it stands, with the AWS CLI.</summary>
[Trait("Category", "Slow")]
public sealed partial class CognitoRecipeTests(RunningStack stack) : IClassFixture<RunningStack>
{
    [ClientFact(Client.AwsCli)]
    public async Task Its_commands_sign_a_user_up_and_read_the_profile()
    {
        var recipe = await File.ReadAllTextAsync(
            Path.Combine(RepositoryFolder.Root, "docs", "recipes", "sign-up-at-cognito.md"));
        var blocks = ShellBlock().Matches(recipe).Select(m => m.Groups[1].Value
            .Replace("http://127.0.0.1:4566", stack.Ready.EdgeUrl.OriginalString.TrimEnd('/'), StringComparison.Ordinal)
            .Replace("CLIENT=…", $"CLIENT={stack.Ready.Outputs["UserPoolClientId"]}", StringComparison.Ordinal))
            .ToArray();
        Assert.Equal(3, blocks.Length);
        await ChildProcess.BashAsync(blocks[0]);
        var code = await new UserPoolApi(stack).CodeAsync("ada@example.com");
        var variables = string.Join('\n', blocks[0].Split('\n')[..2]);
        var signIn = blocks[1].Replace("123456", code, StringComparison.Ordinal);
        var me = await ChildProcess.BashAsync($"{variables}\n{signIn}");
        using var profile = JsonDocument.Parse(me[me.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.Equal("ada@example.com", profile.RootElement.GetProperty("email").GetString());

        var sub = profile.RootElement.GetProperty("userId").GetString()!;
        await stack.JoinedAsync("t-" + sub, sub);
        var signInAgain = string.Join('\n', blocks[1].Split('\n').Where(
            line => !line.Contains("confirm-sign-up", StringComparison.Ordinal)));
        var tenant = await ChildProcess.BashAsync($"{variables}\n{signInAgain}\n{blocks[2]}");
        Assert.Contains($"\"users\":[{{\"userId\":\"{sub}\"", tenant, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"inv_", tenant, StringComparison.Ordinal);
        Assert.Contains("\"preferences\":{\"locale\":\"de-DE\"}", tenant, StringComparison.Ordinal);
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
