using Microsoft.AspNetCore.StaticFiles;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// The member Attachments: a list of <c>{"FileName":"a.pdf","RawContent":"base64"}</c>, with defaults for the rest.
/// Source: https://docs.aws.amazon.com/ses/latest/dg/attachments.html and
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Attachment.html.
/// </summary>
internal static class AttachmentInput
{
    private static readonly FileExtensionContentTypeProvider TypesByExtension = new();

    /// <param name="owner">As errors name it: <c>content.simple</c>.</param>
    public static List<MailAttachment> Read(RequestMembers input, string owner)
    {
        List<MailAttachment> attachments = [];
        foreach (var attachment in input.Objects("Attachments") ?? [])
        {
            attachments.Add(ReadOne(attachment, $"{owner}.attachments.{attachments.Count + 1}.member."));
        }

        return attachments;
    }

    private static MailAttachment ReadOne(RequestMembers input, string path)
    {
        var content = input.Blob("RawContent") ?? throw Missing(path + "rawContent");
        var fileName = Bounded(input, "FileName", path + "fileName", 0, 255) ?? throw Missing(path + "fileName");
        var type = Bounded(input, "ContentType", path + "contentType", 1, 78);
        return new MailAttachment
        {
            FileName = fileName,
            ContentType = type ?? (TypesByExtension.TryGetContentType(fileName, out var known)
                ? known
                : "application/octet-stream"),
            Content = content,
            IsInline = OneOf(input, "ContentDisposition", path + "contentDisposition", ["ATTACHMENT", "INLINE"]) == 1,
            ContentId = Bounded(input, "ContentId", path + "contentId", 1, 78),
            Description = Bounded(input, "ContentDescription", path + "contentDescription", 0, 1_000),
            Encoding = OneOf(
                input,
                "ContentTransferEncoding",
                path + "contentTransferEncoding",
                ["SEVEN_BIT", "QUOTED_PRINTABLE", "BASE64"]) switch
            {
                1 => TransferEncoding.QuotedPrintable,
                2 => TransferEncoding.Base64,
                _ => TransferEncoding.SevenBit,
            },
        };
    }

    /// <returns>The index of the value; 0, the default, where there is none.</returns>
    private static int OneOf(RequestMembers input, string name, string path, string[] values) =>
        input.Text(name) is not { } given ? 0
        : Array.IndexOf(values, given) is >= 0 and var index ? index
        : throw SesErrors.Constraint(
            given,
            path,
            $"Member must satisfy enum value set: [{string.Join(", ", values.Order(StringComparer.Ordinal))}]");

    private static string? Bounded(RequestMembers input, string name, string path, int lengthMin, int lengthMax) =>
        input.Text(name) is not { } text ? null
        : text.Length < lengthMin ? throw SesErrors.Constraint(
            text, path, $"Member must have length greater than or equal to {lengthMin}")
        : text.Length > lengthMax ? throw SesErrors.Constraint(
            text, path, $"Member must have length less than or equal to {lengthMax}")
        : text;

    private static AwsException Missing(string path) => SesErrors.BadRequest(
        $"1 validation error detected: Value null at '{path}' failed to satisfy constraint: Member must not be null");
}
