using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Onboarding.AppHost.CommandLine;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Documents;

/// <summary>
/// F5 in Visual Studio, VS Code and Rider: the editors are not here, but what their files name has to be.
/// </summary>
public sealed partial class RunConfigurationTests
{
    private static readonly string[] Names = ["The whole stack", "One function", "The tests"];

    [Fact]
    public void Visual_Studio_starts_what_the_command_line_takes()
    {
        var profiles = Read("Onboarding.AppHost/Properties/launchSettings.json").GetProperty("profiles")
            .EnumerateObject().ToList();
        // dotnet run takes the first: it must add nothing to what was typed.
        Assert.Equal((Names[0], false), (profiles[0].Name, profiles[0].Value.TryGetProperty("commandLineArgs", out _)));
        Assert.All(
            profiles.Where(profile => profile.Value.TryGetProperty("commandLineArgs", out _)),
            profile => AssertParses(profile.Value.GetProperty("commandLineArgs").GetString()!.Split(' ')));
    }

    [Fact]
    public void VS_Code_starts_what_the_command_line_takes_with_every_function_to_choose_from()
    {
        var launch = Read(".vscode/launch.json");
        var tasks = Read(".vscode/tasks.json").GetProperty("tasks").EnumerateArray()
            .Select(task => task.GetProperty("label").GetString()).ToList();
        var configurations = launch.GetProperty("configurations").EnumerateArray().ToList();
        Assert.Equal(Names, configurations.Select(c => c.GetProperty("name").GetString()));
        Assert.All(configurations, c => Assert.Contains(c.GetProperty("preLaunchTask").GetString(), tasks));
        Assert.All(configurations.Where(c => c.TryGetProperty("program", out _)), c =>
        {
            AssertParses([.. c.GetProperty("args").EnumerateArray().Select(a => a.GetString()!)]);
            var project = c.GetProperty("program").GetString()!.Split('/')[1];
            Assert.True(File.Exists(InRepository(project, project + ".csproj")), project);
        });

        var choices = launch.GetProperty("inputs")[0].GetProperty("options").EnumerateArray()
            .Select(option => option.GetString()!).Order(StringComparer.Ordinal);
        var functions = FunctionResource().Matches(File.ReadAllText(InRepository("template.yaml")))
            .Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        Assert.Equal(functions, choices);
    }

    [Fact]
    public void Rider_starts_what_the_command_line_takes()
    {
        foreach (var name in Names)
        {
            var configuration = XDocument.Load(InRepository(".run", name + ".run.xml")).Root!.Element("configuration")!;
            Assert.Equal(name, configuration.Attribute("name")!.Value);
            var options = configuration.Elements("option")
                .ToDictionary(o => o.Attribute("name")!.Value, o => o.Attribute("value")!.Value);
            if (options.TryGetValue("PROJECT_PATH", out var project))
            {
                Assert.True(File.Exists(project.Replace("$PROJECT_DIR$", RepositoryFolder.Root)), project);
                AssertParses(options["PROGRAM_PARAMETERS"].Split(' '));
            }
        }
    }

    private static void AssertParses(string[] arguments) =>
        Assert.Empty(AppHostCommand.Parse(arguments).Errors.Select(e => $"{string.Join(' ', arguments)}: {e.Message}"));

    private static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(InRepository(file))).RootElement;

    private static string InRepository(params string[] path) => Path.Combine([RepositoryFolder.Root, .. path]);

    [GeneratedRegex(@"^  (\w+):\r?\n(?:    .*\r?\n)*?    Type: AWS::Serverless::Function$", RegexOptions.Multiline)]
    private static partial Regex FunctionResource();
}
