using System.Diagnostics;
using System.Text.Json;
using System.Xml;

namespace Onboarding.LocalAws.Sqs.Query;

/// <summary>
/// What an operation has written for the JSON protocol, as the query protocol has it: lists and maps are repeated
/// elements with names in the singular, the opposite of <see cref="SqsForm"/>.
/// </summary>
internal static class SqsXml
{
    public static void Write(XmlWriter xml, JsonElement members, string operation)
    {
        foreach (var member in members.EnumerateObject())
        {
            switch (member.Name)
            {
                case "QueueUrls":
                    WriteAll(xml, "QueueUrl", member.Value, operation);
                    break;
                case "Messages":
                    WriteAll(xml, "Message", member.Value, operation);
                    break;
                case "Successful":
                    WriteAll(xml, operation + "ResultEntry", member.Value, operation);
                    break;
                case "Failed":
                    WriteAll(xml, "BatchResultErrorEntry", member.Value, operation);
                    break;
                case "Attributes" or "MessageAttributes":
                    WriteMap(xml, member.Name[..^1], member.Value, operation);
                    break;
                default:
                    WriteElement(xml, member.Name, member.Value, operation);
                    break;
            }
        }
    }

    private static void WriteAll(XmlWriter xml, string name, JsonElement items, string operation)
    {
        foreach (var item in items.EnumerateArray())
        {
            WriteElement(xml, name, item, operation);
        }
    }

    private static void WriteMap(XmlWriter xml, string name, JsonElement map, string operation)
    {
        foreach (var entry in map.EnumerateObject())
        {
            xml.WriteStartElement(name);
            xml.WriteElementString("Name", entry.Name);
            WriteElement(xml, "Value", entry.Value, operation);
            xml.WriteEndElement();
        }
    }

    private static void WriteElement(XmlWriter xml, string name, JsonElement value, string operation)
    {
        xml.WriteStartElement(name);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Write(xml, value, operation);
                break;
            case JsonValueKind.String:
                xml.WriteString(value.GetString());
                break;
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number:
                xml.WriteString(value.GetRawText());
                break;
            default:
                throw new UnreachableException();
        }

        xml.WriteEndElement();
    }
}
