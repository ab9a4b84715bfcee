namespace Onboarding.Benchmarks.Hosts;

/// <summary>The working copy that this program was built from.</summary>
internal static class Repository
{
    /// <exception cref="BenchmarkException">This program was copied elsewhere.</exception>
    public static DirectoryInfo Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Onboarding.sln")))
            {
                return folder;
            }
        }

        throw new BenchmarkException($"there is no Onboarding.sln above {AppContext.BaseDirectory}");
    }
}
