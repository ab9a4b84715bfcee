namespace Onboarding.LocalAws.Ses.Store;

/// <summary>A file that comes with a message. Immutable.</summary>
internal sealed record MailAttachment
{
    /// <summary>With its extension; "" where a raw message names none.</summary>
    public required string FileName { get; init; }

    /// <summary>For example <c>application/pdf</c>.</summary>
    public required string ContentType { get; init; }

    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Whether it shows within the HTML, which names it by <see cref="ContentId"/>.</summary>
    public bool IsInline { get; init; }

    /// <summary>Without angle brackets.</summary>
    public string? ContentId { get; init; }

    public string? Description { get; init; }

    /// <summary>How it travels in the message.</summary>
    public TransferEncoding Encoding { get; init; }
}

/// <summary>https://docs.aws.amazon.com/ses/latest/dg/attachments.html; the first is the default.</summary>
internal enum TransferEncoding
{
    SevenBit,
    QuotedPrintable,
    Base64,
}
