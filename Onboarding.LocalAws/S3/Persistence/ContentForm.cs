using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Persistence;

internal delegate ObjectContent ContentReader(ref RecordReader from);

/// <summary>The content of an object in the journal; which of the three it is says the kind of the change.</summary>
internal static class ContentForm
{
    public static void Write(RecordWriter to, ObjectContent content)
    {
        switch (content)
        {
            case ObjectContent.InMemory small:
                to.Bytes(small.Bytes);
                break;
            case ObjectContent.InFile file:
                to.Text(file.Name);
                to.Number((ulong)file.Length);
                break;
            case ObjectContent.Joined joined:
                WriteJoined(to, joined);
                break;
            default:
                throw new UnreachableException();
        }
    }

    public static ObjectContent ReadInMemory(ref RecordReader from) =>
        new ObjectContent.InMemory(from.Bytes().ToArray());

    public static ObjectContent ReadInFile(ref RecordReader from) =>
        new ObjectContent.InFile(from.Text(), (long)from.Number());

    public static ObjectContent ReadJoined(ref RecordReader from)
    {
        var uploadId = from.Text();
        List<UploadedPart> parts = [];
        for (var count = from.Count(); count > 0; count--)
        {
            parts.Add(UploadForm.ReadPart(ref from));
        }

        return new ObjectContent.Joined(uploadId, parts);
    }

    private static void WriteJoined(RecordWriter to, ObjectContent.Joined content)
    {
        to.Text(content.UploadId);
        to.Number((ulong)content.Parts.Count);
        foreach (var part in content.Parts)
        {
            UploadForm.WritePart(to, part);
        }
    }
}
