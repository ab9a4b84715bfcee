using Onboarding.LocalAws.Template.Sam;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template;

/// <summary>
/// From text to <see cref="StackTemplate"/>: YAML → parameters and conditions → SAM transform → dependency order →
/// evaluation → property check. Each step goes on after a fault, so one message names all of them.
/// </summary>
internal sealed class TemplateLoader
{
    private const string SamTransformName = "AWS::Serverless-2016-10-31";

    private static readonly string[] Sections =
    [
        "AWSTemplateFormatVersion", "Conditions", "Description", "Globals", "Mappings", "Metadata", "Outputs",
        "Parameters", "Resources", "Transform",
    ];

    private static readonly string[] OutputParts = ["Condition", "Description", "Export", "Value"];

    private readonly string _file;
    private readonly TemplateFaults _faults;
    private readonly StackScope _scope;
    private readonly List<string> _cloudOnly = [];
    private readonly RouteCheck _routes;

    private readonly ResourceTypes _types;

    private TemplateLoader(string file, StackIdentity stack, ResourceTypes types)
    {
        _types = types;
        _file = file;
        _faults = new TemplateFaults(file);
        _scope = new StackScope(stack, _faults);
        _routes = new RouteCheck(_faults);
    }

    /// <summary>
    /// Loads the text of a template that messages call <paramref name="file"/>; the parameters replace the defaults of
    /// its Parameters section.
    /// </summary>
    /// <param name="types">What the template's resources may be.</param>
    /// <exception cref="TemplateException">Names every fault of the template.</exception>
    public static StackTemplate Load(
        string file, string text, StackIdentity stack, ParameterValues parameters, ResourceTypes types) =>
        new TemplateLoader(file, stack, types).Load(text, parameters);

    private StackTemplate Load(string text, ParameterValues parameters)
    {
        var node = YamlReader.Read(text, _faults);
        if (node is not null and not TemplateMapping)
        {
            _faults.Add(node.Position, "A template is a map of sections.");
        }

        if (node is not TemplateMapping root)
        {
            _faults.ThrowIfAny();
            throw new System.Diagnostics.UnreachableException();
        }

        CheckSections(root);
        if (root.Find("Metadata") is not null)
        {
            _cloudOnly.Add("Template: Metadata");
        }

        var parameterSection = Section(root, "Parameters", TemplateLimits.ParametersMax);
        new ParameterSection(_scope, _faults).Read(parameterSection, parameters);
        _scope.Mappings = Section(root, "Mappings");
        if (Section(root, "Conditions") is { } conditions)
        {
            new ConditionEvaluator(conditions, _scope, _faults).EvaluateAll();
        }

        var globals = new GlobalsSection(Section(root, "Globals"), _types);
        globals.Check(_faults);
        if (Section(root, "Resources") is { } resources)
        {
            new ResourceSection(_scope, _types, _faults).Read(resources, globals);
        }
        else if (root.Find("Resources") is null)
        {
            _faults.Add(root.Position, "The template has no Resources section.");
        }

        var graph = new DependencyGraph(_scope.Resources);
        var order = graph.Order(_faults);
        foreach (var resource in order)
        {
            Check(resource);
        }

        _routes.Finish();
        var outputs = ReadOutputs(Section(root, "Outputs", TemplateLimits.OutputsMax));
        _faults.ThrowIfAny();
        TemplateResource[] local = [.. order.Where(resource => !resource.Type.IsCloudOnly)];
        return new StackTemplate(_file, _scope, graph, local) { Outputs = outputs, CloudOnly = _cloudOnly };
    }

    private void CheckSections(TemplateMapping root)
    {
        foreach (var entry in root.Entries.Where(entry => !Sections.Contains(entry.Key)))
        {
            _faults.Add(
                entry.KeyPosition,
                $"Section '{entry.Key}' is not supported by Onboarding.LocalAws. "
                + $"Supported: {string.Join(", ", Sections)}.");
        }

        CheckTransform(root);

        if (root.Find("AWSTemplateFormatVersion") is { } version and not TemplateScalar { Value: "2010-09-09" })
        {
            _faults.Add(version.Position, "AWSTemplateFormatVersion must be 2010-09-09.");
        }
    }

    /// <summary>One name, or a list of them.</summary>
    private void CheckTransform(TemplateMapping root)
    {
        var given = root.Find("Transform");
        TemplateNode[] transforms = given is TemplateSequence list ? [.. list.Items] : given is null ? [] : [given];
        foreach (var other in transforms.Where(name => name is not TemplateScalar { Value: SamTransformName }))
        {
            _faults.Add(other.Position, $"The only supported Transform is {SamTransformName}.");
        }
    }

    private TemplateMapping? Section(TemplateMapping root, string name, int countMax = int.MaxValue)
    {
        var node = root.Find(name);
        if (node is null or TemplateFaulted)
        {
            return null;
        }

        if (node is not TemplateMapping section)
        {
            _faults.Add(node.Position, $"{name} must be a map.");
            return null;
        }

        if (section.Entries.Count > countMax)
        {
            _faults.Add(section.Position, $"More than {countMax} {name}.");
        }

        return section;
    }

    private void Check(TemplateResource resource)
    {
        var properties = new Evaluator(_scope, _faults).Evaluate(resource.Properties);
        if (resource.Type.IsCloudOnly)
        {
            _cloudOnly.Add($"{resource.LogicalId} ({resource.Type.Name})");
            return;
        }

        var check = new ShapeCheck(_faults);
        check.Check(properties, resource.Type.Properties, resource.Type.Name);
        if (properties is TemplateMapping mapping)
        {
            resource.Type.Check?.Invoke(mapping, _faults);
        }

        _routes.Check(resource, properties);
        var paths = check.CloudOnly.Select(path => path[(resource.Type.Name.Length + 1)..]);
        _cloudOnly.AddRange(paths.Concat(resource.CloudOnly).Select(name => $"{resource.LogicalId}: {name}"));
    }

    private List<StackOutput> ReadOutputs(TemplateMapping? section)
    {
        var outputs = new List<StackOutput>();
        foreach (var entry in section?.Entries ?? [])
        {
            if (entry.Value is not TemplateMapping output || output.Find("Value") is not { } value)
            {
                _faults.Add(entry.KeyPosition, $"Output '{entry.Key}' must be a map with a Value.");
                continue;
            }

            foreach (var part in output.Entries.Where(part => !OutputParts.Contains(part.Key)))
            {
                _faults.Add(
                    part.KeyPosition,
                    $"Output '{entry.Key}': '{part.Key}' is not one of {string.Join(", ", OutputParts)}.");
            }

            if (IsOmitted(entry.Key, output))
            {
                continue;
            }

            if (output.Find("Export") is not null)
            {
                _cloudOnly.Add($"Output {entry.Key}: Export");
            }

            if (new Evaluator(_scope, _faults).Evaluate(value) is not (TemplateScalar or TemplateFaulted))
            {
                _faults.Add(value.Position, $"Output '{entry.Key}' must be a text.");
            }

            outputs.Add(new StackOutput(entry.Key, value));
        }

        return outputs;
    }

    private bool IsOmitted(string name, TemplateMapping output)
    {
        if (output.Find("Condition") is not { } node)
        {
            return false;
        }

        if (node is TemplateScalar condition && _scope.Conditions.TryGetValue(condition.Value, out var holds))
        {
            return !holds;
        }

        _faults.Add(node.Position, $"Output '{name}' names a condition that is not in Conditions.");
        return false;
    }
}
