using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// <code>
/// &lt;CORSConfiguration&gt;&lt;CORSRule&gt;&lt;AllowedOrigin&gt;http://*.example.com&lt;/AllowedOrigin&gt;
/// &lt;AllowedMethod&gt;GET&lt;/AllowedMethod&gt;…&lt;/CORSRule&gt;&lt;/CORSConfiguration&gt;
/// </code>
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html. Texts: recorded in public test
/// suites that run against AWS, but that of the id, which is inferred from lifecycle rules.
/// </summary>
internal static class CorsXml
{
    private const int RuleCountMax = 100;
    private const int IdLengthMax = 255;

    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "HEAD"];

    public static IReadOnlyList<CorsRule> Read(XElement configuration)
    {
        var rules = configuration.Children("CORSRule").Select(ReadRule).ToList();
        return rules.Count is > 0 and <= RuleCountMax ? rules : throw S3Errors.MalformedXml();
    }

    public static void Write(XmlWriter xml, IReadOnlyList<CorsRule> rules)
    {
        foreach (var rule in rules)
        {
            xml.WriteStartElement("CORSRule");
            if (rule.Id is { } id)
            {
                xml.WriteElementString("ID", id);
            }

            WriteEach(xml, "AllowedHeader", rule.AllowedHeaders);
            WriteEach(xml, "AllowedMethod", rule.AllowedMethods);
            WriteEach(xml, "AllowedOrigin", rule.AllowedOrigins);
            WriteEach(xml, "ExposeHeader", rule.ExposeHeaders);
            if (rule.MaxAgeSeconds is { } seconds)
            {
                xml.WriteElementString("MaxAgeSeconds", seconds.ToString(CultureInfo.InvariantCulture));
            }

            xml.WriteEndElement();
        }
    }

    private static CorsRule ReadRule(XElement xml)
    {
        var rule = new CorsRule(
            xml.Child("ID")?.Value,
            Texts(xml, "AllowedOrigin"),
            Texts(xml, "AllowedMethod"),
            Texts(xml, "AllowedHeader"),
            Texts(xml, "ExposeHeader"),
            ReadMaxAge(xml.Child("MaxAgeSeconds")?.Value));
        if (rule.AllowedOrigins.Count == 0 || rule.AllowedMethods.Count == 0)
        {
            throw S3Errors.MalformedXml();
        }

        if (rule.Id is { Length: > IdLengthMax } id)
        {
            throw S3Errors.InvalidArgument(
                $"ID length should not exceed allowed limit of {IdLengthMax}", "ID", id);
        }

        if (rule.AllowedMethods.FirstOrDefault(m => !Methods.Contains(m)) is { } method)
        {
            throw S3Errors.InvalidRequest(
                $"Found unsupported HTTP method in CORS config. Unsupported method is {method}");
        }

        CheckWildcards("AllowedOrigin", rule.AllowedOrigins);
        CheckWildcards("AllowedHeader", rule.AllowedHeaders);
        return rule.ExposeHeaders.FirstOrDefault(h => h.Contains('*', StringComparison.Ordinal)) is { } exposed
            ? throw S3Errors.InvalidRequest(
                $"ExposeHeader \"{exposed}\" contains wildcard. We currently do not support wildcard for ExposeHeader.")
            : rule;
    }

    private static void CheckWildcards(string element, IReadOnlyList<string> values)
    {
        if (values.FirstOrDefault(v => v.Count(c => c == '*') > 1) is { } value)
        {
            throw S3Errors.InvalidRequest($"{element} \"{value}\" can not have more than one wildcard.");
        }
    }

    private static int? ReadMaxAge(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw S3Errors.MalformedXml();

    private static string[] Texts(XElement xml, string name) => [.. xml.Children(name).Select(e => e.Value)];

    private static void WriteEach(XmlWriter xml, string name, IReadOnlyList<string> values)
    {
        foreach (var value in values)
        {
            xml.WriteElementString(name, value);
        }
    }
}
