namespace Onboarding.IntegrationTests.Stack;

/// <summary>Where the repository is, for what tests read from it.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find();

    public static string JavaScriptClients { get; } = Path.Combine(Root, "eng", "clients", "javascript");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Onboarding.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no Onboarding.sln above the tests");
        }

        return folder.FullName;
    }
}
