using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Mime;

/// <summary>What was read out of a raw message.</summary>
internal sealed class MimeMessage
{
    /// <summary>Unfolded, in order, encoded words still encoded.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public string? Text { get; set; }

    public string? Html { get; set; }

    /// <summary>The first header of that name, decoded for people.</summary>
    public string? Header(string name) => Find(Headers, name) is { } value ? MimeEncoding.DecodeWords(value) : null;

    public MailRecipients Recipients() =>
        new(Addresses("To"), Addresses("Cc"), Addresses("Bcc"), Addresses("Reply-To"));

    public static string? Find(IReadOnlyList<KeyValuePair<string, string>> headers, string name)
    {
        foreach (var header in headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value;
            }
        }

        return null;
    }

    /// <summary>Splits <c>"Lovelace, Ada" &lt;a@x&gt;, b@x</c> at the commas outside quotes.</summary>
    private List<string> Addresses(string name)
    {
        List<string> addresses = [];
        var (value, start, isQuoted) = (Header(name) ?? "", 0, false);
        for (var i = 0; i <= value.Length; i++)
        {
            if (i < value.Length && value[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (i == value.Length || (value[i] == ',' && !isQuoted))
            {
                var address = value[start..i].Trim();
                start = i + 1;
                if (address.Length > 0)
                {
                    addresses.Add(address);
                }
            }
        }

        return addresses;
    }
}
