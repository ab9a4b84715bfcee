using System.Diagnostics;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Tidy;

namespace Onboarding.LocalAws.Tests.StepFunctions.Language;

/// <summary>
/// The npm package asl-validator that eng/states-language/package.json pins. It knows less than AWS does of what is
/// wrong, so it is asked only about definitions that are right.
/// </summary>
public sealed class AslValidatorTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "eng", "states-language");

    public static string? WhyNot => Directory.Exists(Path.Combine(Folder, "node_modules", "asl-validator"))
        ? null
        : "no asl-validator: npm ci --prefix eng/states-language";

    [AslValidatorFact]
    public async Task It_takes_each_definition_that_we_take()
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, "validate.cjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var definitions = LanguageCases.Read("definitions").All.Select(one => one.GetProperty("definition"));
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(definitions));
        node.StandardInput.Close();
        var verdicts = JsonSerializer.Deserialize<string?[]>(await node.StandardOutput.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        Assert.NotEmpty(verdicts!);
        Assert.All(verdicts!, Assert.Null);
    }

    private sealed class AslValidatorFactAttribute : FactAttribute
    {
        public AslValidatorFactAttribute() => Skip = WhyNot;
    }
}
