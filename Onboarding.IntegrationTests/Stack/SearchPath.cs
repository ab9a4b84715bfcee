namespace Onboarding.IntegrationTests.Stack;

/// <summary>Which tools this machine has.</summary>
internal static class SearchPath
{
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
