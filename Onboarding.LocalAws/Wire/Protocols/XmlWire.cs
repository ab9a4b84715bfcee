using System.Text;
using System.Xml;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>XML settings that every XML service shares.</summary>
internal static class XmlWire
{
    /// <summary>
    /// Control characters, which object keys may hold, are written as <c>&amp;#x1;</c> instead of refused: AWS does the
    /// same and offers encoding-type=url to clients whose parser minds.
    /// </summary>
    public static XmlWriterSettings WriterSettings { get; } =
        new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };

    /// <summary>No DTD (entity bombs, external files), no external anything, bounded size.</summary>
    public static XmlReaderSettings ReaderSettings(int lengthMax) => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = lengthMax,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = false,
    };
}
