using System.Collections.Frozen;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::StepFunctions::StateMachine, and SAM's AWS::Serverless::StateMachine without its Events. A machine that a data
/// folder has kept gets the template's definition and role; what runs keeps its own.
/// </summary>
internal sealed class StepFunctionsStateMachine : IStackResource
{
    private const string Definition = "Definition";
    private const string DefinitionString = "DefinitionString";
    private const string DefinitionUri = "DefinitionUri";

    private readonly MachineProperties _names;

    private StepFunctionsStateMachine(MachineProperties names, params Property[] more)
    {
        _names = names;
        Type = new ResourceType(names.Type, Shape.Object(
        [
            Property.Optional(Definition, Shape.Json),
            Property.Optional("DefinitionSubstitutions", Shape.Map(Shape.Text)),
            Property.Optional(names.Name, Shape.Text),
            Property.Optional(names.Kind, Shape.OneOf("STANDARD", "EXPRESS")),
            .. more,
        ]))
        {
            NameProperty = names.Name,
            Check = CheckDefinition,
            Ref = ArnOf,
            Attributes = new Dictionary<string, AttributeValue>
            {
                ["Arn"] = ArnOf,
                ["Name"] = (_, name) => name,
            }.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }

    public static StepFunctionsStateMachine Plain { get; } = new(
        new MachineProperties(
            "AWS::StepFunctions::StateMachine", "StateMachineName", "StateMachineType", DefinitionString),
        Property.Optional(DefinitionString, Shape.Text),
        Property.Required("RoleArn", Shape.Text),
        Property.Optional("Tags", Shape.List(Shape.Object(
            Property.Required("Key", Shape.Text), Property.Required("Value", Shape.Text)))),
        Property.CloudOnly("EncryptionConfiguration"),
        Property.CloudOnly("LoggingConfiguration"),
        Property.CloudOnly("TracingConfiguration"));

    public static StepFunctionsStateMachine Serverless { get; } = new(
        new MachineProperties("AWS::Serverless::StateMachine", "Name", "Type", DefinitionUri),
        Property.Optional(DefinitionUri, Shape.Text),
        Property.Optional("Role", Shape.Text),
        Property.Optional("Tags", Shape.Map(Shape.Text)),
        Property.CloudOnly("Logging"),
        Property.CloudOnly("Policies"),
        Property.CloudOnly("Tracing"));

    public ResourceType Type { get; }

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        var definition = Read(context);
        var arn = ArnOf(context.Stack.Template.Stack, context.Name)!;
        var kept = (await context.TryCallAsync(
            JsonApi.StepFunctions, "DescribeStateMachine", JsonBody.Object("stateMachineArn", arn), stop))
            .MustSucceed(unless: "StateMachineDoesNotExist");
        var type = context.Properties.FindText(_names.Kind) ?? "STANDARD";
        if (!kept.IsSuccess)
        {
            await context.CallAsync(
                JsonApi.StepFunctions,
                "CreateStateMachine",
                Body(context, definition, ("name", context.Name), type),
                stop);
            return;
        }

        if (kept.Text("type") != type)
        {
            throw new ProvisioningException(
                $"it is there already as {kept.Text("type")}, and the type of a state machine cannot change; delete "
                + "it, or give it another name");
        }

        await context.CallAsync(
            JsonApi.StepFunctions,
            "UpdateStateMachine",
            Body(context, definition, ("stateMachineArn", arn), type: null),
            stop);
        if (TagsOf(context.Properties) is { Count: > 0 } tags)
        {
            await context.CallAsync(
                JsonApi.StepFunctions,
                "TagResource",
                JsonBody.Object(json =>
                {
                    json.WriteString("resourceArn", arn);
                    WriteTags(json, tags);
                }),
                stop);
        }
    }

    private static string? ArnOf(StackIdentity stack, string name) => stack.Arn("states", $"stateMachine:{name}");

    /// <summary>Where it is in the template; a file is read when the machine is created.</summary>
    private void CheckDefinition(TemplateMapping properties, TemplateFaults faults)
    {
        TemplateNode[] given =
        [
            .. new[] { Definition, _names.OtherDefinition }.Select(properties.Find).OfType<TemplateNode>(),
        ];
        if (given.Length != 1)
        {
            faults.Add(properties.Position, $"{_names.Type} needs one of {Definition} and {_names.OtherDefinition}.");
            return;
        }

        if (given[0].HasFault() || (_names.OtherDefinition == DefinitionUri && properties.Find(Definition) is null))
        {
            return;
        }

        var text = StateMachineText.Of(given[0], Substitutions(properties));
        foreach (var fault in text.Faults(KindOf(properties)))
        {
            faults.Add(fault.Position, fault.Message);
        }
    }

    private string Read(ResourceContext context)
    {
        var properties = context.Properties;
        if (properties.Find(Definition) is { } inline)
        {
            return StateMachineText.Of(inline, Substitutions(properties)).Json;
        }

        if (_names.OtherDefinition == DefinitionString)
        {
            return StateMachineText.Of(properties.Find(DefinitionString)!, Substitutions(properties)).Json;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(context.Stack.Template.File))!;
        var file = new FileInfo(Path.Combine(folder, properties.RequiredText(DefinitionUri)));
        var text = StateMachineText.OfFile(file, Substitutions(properties));
        var faults = text.Faults(KindOf(properties)).Select(f => $"{file.Name}:{f.Position}: {f.Message}").ToList();
        return faults.Count == 0
            ? text.Json
            : throw new ProvisioningException(string.Join(Environment.NewLine, faults)) { Property = DefinitionUri };
    }

    private MachineType KindOf(TemplateMapping properties) =>
        properties.FindText(_names.Kind) == "EXPRESS" ? MachineType.Express : MachineType.Standard;

    private static Dictionary<string, string> Substitutions(TemplateMapping properties) =>
        properties.FindMap("DefinitionSubstitutions")?.Entries.Where(e => e.Value is TemplateScalar)
            .ToDictionary(e => e.Key, e => ((TemplateScalar)e.Value).Value, StringComparer.Ordinal) ?? [];

    /// <param name="type">Null where it must not be given.</param>
    private static byte[] Body(
        ResourceContext context, string definition, (string Member, string Value) address, string? type)
    {
        // SAM makes a role of the Policies; its name only has to be stable here.
        var role = context.Properties.FindText("RoleArn") ?? context.Properties.FindText("Role")
            ?? $"arn:aws:iam::{context.Stack.Template.Stack.AccountId}:role/{context.Name}Role";
        return JsonBody.Object(json =>
        {
            json.WriteString(address.Member, address.Value);
            json.WriteString("definition", definition);
            json.WriteString("roleArn", role);
            if (type is not null)
            {
                json.WriteString("type", type);
                WriteTags(json, TagsOf(context.Properties));
            }
        });
    }

    private static void WriteTags(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        json.WriteStartArray("tags");
        foreach (var (key, value) in tags)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IReadOnlyList<KeyValuePair<string, string>> TagsOf(TemplateMapping properties) =>
        properties.Find("Tags") is TemplateMapping
            ? [.. properties.FindTexts("Tags")]
            : [.. properties.FindList("Tags").Cast<TemplateMapping>()
                .Select(tag => KeyValuePair.Create(tag.RequiredText("Key"), tag.RequiredText("Value")))];
}

/// <summary>What the two types call otherwise.</summary>
/// <param name="Kind">STANDARD or EXPRESS.</param>
/// <param name="OtherDefinition">Where the definition stands that is no map in the template.</param>
internal sealed record MachineProperties(string Type, string Name, string Kind, string OtherDefinition);
