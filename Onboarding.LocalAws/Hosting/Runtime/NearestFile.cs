namespace Onboarding.LocalAws.Hosting.Runtime;

/// <summary>Finds a file that a test names by a relative path: tests run in folders of their build.</summary>
internal static class NearestFile
{
    /// <param name="currentFolder">Is asked first, itself alone.</param>
    /// <param name="programFolder">Then this one and each above it.</param>
    /// <exception cref="LocalAwsException">There is no such file; the message says where it was sought.</exception>
    public static FileInfo Find(string path, string currentFolder, string programFolder)
    {
        var first = new FileInfo(Path.GetFullPath(path, currentFolder));
        if (first.Exists)
        {
            return first;
        }

        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            if (new FileInfo(Path.GetFullPath(path, folder.FullName)) is { Exists: true } file)
            {
                return file;
            }
        }

        throw new LocalAwsException(Path.IsPathRooted(path)
            ? $"there is no template at '{path}'"
            : $"there is no template '{path}' in '{currentFolder}', nor in '{programFolder}' or a folder above it");
    }
}
