using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// The definition of a state machine in the Amazon States Language, with its place in the file that it stands in.
/// </summary>
/// <param name="text">JSON.</param>
/// <param name="source">The same as nodes of a file; a text of the template has its own position only.</param>
internal sealed class StateMachineText(string text, TemplateNode source)
{
    public string Json => text;

    /// <summary>A part of the template, or a text in it.</summary>
    public static StateMachineText Of(TemplateNode node, IReadOnlyDictionary<string, string> substitutions) => new(
        Substitute(node is TemplateScalar { Value: var given } ? given : JsonOf(node), substitutions), node);

    /// <summary>A file beside the template: JSON as it is, YAML as the JSON that it stands for.</summary>
    /// <exception cref="ProvisioningException">It cannot be read.</exception>
    public static StateMachineText OfFile(FileInfo file, IReadOnlyDictionary<string, string> substitutions)
    {
        string given;
        try
        {
            given = File.ReadAllText(file.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProvisioningException($"the definition '{file.FullName}' cannot be read: {e.Message}", e);
        }

        var faults = new TemplateFaults(file.FullName);
        var node = YamlReader.Read(given, faults);
        try
        {
            faults.ThrowIfAny();
        }
        catch (TemplateException e)
        {
            throw new ProvisioningException(e.Message, e);
        }

        var isJson = given.AsSpan().TrimStart() is ['{', ..];
        return new StateMachineText(Substitute(isJson ? given : JsonOf(node!), substitutions), node!);
    }

    /// <summary>The errors of the definition, each with its line and column and the path of the state.</summary>
    public IEnumerable<TemplateFault> Faults(MachineType type) =>
        from fault in DefinitionFaults.Of(text, type)
        where fault.Severity == FaultSeverity.Error
        select new TemplateFault(PositionOf(fault.Location), fault.ToString());

    /// <summary>
    /// DefinitionSubstitutions: <c>${Name}</c> in the definition
    /// (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html).
    /// </summary>
    private static string Substitute(string text, IReadOnlyDictionary<string, string> substitutions) =>
        substitutions.Aggregate(
            text, (done, next) => done.Replace($"${{{next.Key}}}", next.Value, StringComparison.Ordinal));

    /// <summary>
    /// The deepest node on the way that a location names: <c>/States/Fan out/Branches[0]/States/Left</c>. A state's
    /// name may hold a slash, so that a key is compared as a whole.
    /// </summary>
    private SourcePosition PositionOf(string? location)
    {
        var (node, rest, position) = (source, location ?? "", source.Position);
        while (rest.Length > 0)
        {
            if (node is TemplateMapping mapping && rest[0] == '/')
            {
                var entry = mapping.Entries.Where(e => IsNext(rest.AsSpan(1), e.Key))
                    .OrderByDescending(e => e.Key.Length).FirstOrDefault();
                if (entry.Value is null)
                {
                    return position;
                }

                (node, rest, position) = (entry.Value, rest[(1 + entry.Key.Length)..], entry.KeyPosition);
            }
            else if (node is TemplateSequence sequence && rest[0] == '['
                && int.TryParse(rest[1..Math.Max(1, rest.IndexOf(']'))], out var index) && index < sequence.Items.Count)
            {
                (node, rest) = (sequence.Items[index], rest[(rest.IndexOf(']') + 1)..]);
                position = node.Position;
            }
            else
            {
                return position;
            }
        }

        return position;
    }

    private static bool IsNext(ReadOnlySpan<char> rest, string key) =>
        rest.StartsWith(key) && (rest.Length == key.Length || rest[key.Length] is '/' or '[');

    private static string JsonOf(TemplateNode node)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonWire.WriterOptions))
        {
            Write(json, node);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>As free JSON, but with null, which a definition needs and a template may not have.</summary>
    private static void Write(Utf8JsonWriter json, TemplateNode node)
    {
        switch (node)
        {
            case TemplateMapping mapping:
                json.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    json.WritePropertyName(entry.Key);
                    Write(json, entry.Value);
                }

                json.WriteEndObject();
                break;
            case TemplateSequence sequence:
                json.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case TemplateScalar { IsNull: true }:
                json.WriteNullValue();
                break;
            default:
                ShapeJson.Write(json, node, Shape.Json);
                break;
        }
    }
}
