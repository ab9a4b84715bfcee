using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Graph;

/// <summary>
/// Which template runs: the one that is named, else template.yaml in the current folder or one above it, so that an
/// edit shows at the next start, else the copy beside the program.
/// </summary>
internal static class TemplateFile
{
    private const string Name = "template.yaml";

    /// <exception cref="LocalAwsException">The named file does not exist.</exception>
    public static FileInfo Find(FileInfo? named, string startFolder)
    {
        if (named is not null)
        {
            return named.Exists ? named : throw new LocalAwsException($"there is no template at '{named.FullName}'");
        }

        for (var folder = new DirectoryInfo(startFolder); folder is not null; folder = folder.Parent)
        {
            var file = new FileInfo(Path.Combine(folder.FullName, Name));
            if (file.Exists)
            {
                return file;
            }
        }

        return new FileInfo(Path.Combine(AppContext.BaseDirectory, Name));
    }
}
