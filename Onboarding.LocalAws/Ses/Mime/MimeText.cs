using System.Text;

namespace Onboarding.LocalAws.Ses.Mime;

/// <summary>Writes headers and encoded bodies.</summary>
internal sealed class MimeText
{
    /// <summary>RFC 2045: an encoded line has at most 76 characters.</summary>
    private const int EncodedLineMax = 76;

    /// <summary>RFC 5322: a line has at most 998 characters.</summary>
    private const int LineMax = 998;

    private readonly StringBuilder _text = new();

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    public override string ToString() => _text.ToString();

    public void Line(string line = "") => _text.Append(line).Append("\r\n");

    /// <summary>What is not printable ASCII is encoded: a line break would start a header of its own.</summary>
    public void Header(string name, string value)
    {
        _text.Append(name).Append(": ");
        if (value.All(c => c is >= ' ' and < (char)127))
        {
            _text.Append(value);
        }
        else
        {
            AppendEncodedWords(value);
        }

        Line();
    }

    /// <summary>A body of ASCII as it is, any other one quoted-printable.</summary>
    public void Body(string body)
    {
        body = body.ReplaceLineEndings("\r\n");
        var bytes = Encoding.UTF8.GetBytes(body);
        if (IsSevenBit(bytes))
        {
            Header("Content-Transfer-Encoding", "7bit");
            Line();
            Line(body);
        }
        else
        {
            QuotedPrintable(bytes, isText: true);
        }
    }

    /// <summary>RFC 2045, section 2.7: ASCII without NUL in lines that SMTP takes.</summary>
    public static bool IsSevenBit(ReadOnlySpan<byte> content)
    {
        if (content.ContainsAnyExceptInRange((byte)1, (byte)127))
        {
            return false;
        }

        foreach (var range in content.Split((byte)'\n'))
        {
            var line = content[range];
            line = line.EndsWith("\r"u8) ? line[..^1] : line;
            if (line.Length > LineMax || line.Contains((byte)'\r'))
            {
                return false;
            }
        }

        return true;
    }

    public void SevenBit(ReadOnlySpan<byte> content)
    {
        Header("Content-Transfer-Encoding", "7bit");
        Line();
        Line(Encoding.ASCII.GetString(content));
    }

    public void Base64(ReadOnlySpan<byte> content)
    {
        Header("Content-Transfer-Encoding", "base64");
        Line();
        Line(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks));
    }

    /// <param name="isText">Its line ends are line ends of the message.</param>
    public void QuotedPrintable(ReadOnlySpan<byte> content, bool isText)
    {
        Header("Content-Transfer-Encoding", "quoted-printable");
        Line();
        var column = 0;
        for (var i = 0; i < content.Length; i++)
        {
            if (isText && content[i..].StartsWith("\r\n"u8))
            {
                Line();
                column = 0;
                i++;
                continue;
            }

            var endsLine = i + 1 == content.Length || content[i + 1] is (byte)'\r' or (byte)'\n';
            var isPlain = content[i] is >= 33 and <= 126 and not (byte)'='
                || (content[i] is (byte)' ' or (byte)'\t' && !endsLine);
            // One column stays for the soft line break.
            if (column + (isPlain ? 1 : 3) > EncodedLineMax - 1)
            {
                Line("=");
                column = 0;
            }

            _text.Append(isPlain ? ((char)content[i]).ToString() : $"={content[i]:X2}");
            column += isPlain ? 1 : 3;
        }

        Line();
    }

    /// <summary>RFC 2047: words of at most 75 characters, none of which splits a character.</summary>
    private void AppendEncodedWords(string value)
    {
        const int bytesPerWord = 45;
        var word = new List<byte>(bytesPerWord);
        Span<byte> utf8 = stackalloc byte[4];
        var isFirst = true;
        foreach (var rune in value.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            if (word.Count + length > bytesPerWord)
            {
                Flush(isFirst);
                isFirst = false;
            }

            word.AddRange(utf8[..length]);
        }

        Flush(isFirst);

        void Flush(bool first)
        {
            _text.Append(first ? "" : "\r\n ");
            _text.Append("=?UTF-8?B?").Append(Convert.ToBase64String([.. word])).Append("?=");
            word.Clear();
        }
    }
}
