using Onboarding.LocalAws.Template.Sam;

namespace Onboarding.LocalAws.Template;

/// <summary>Reads the Resources section into the scope: known types, conditions, SAM's expansion.</summary>
internal sealed class ResourceSection(StackScope scope, ResourceTypes types, TemplateFaults faults)
{
    private static readonly string[] Attributes =
        ["Condition", "DeletionPolicy", "DependsOn", "Metadata", "Properties", "Type", "UpdateReplacePolicy"];

    // `Metadata` is read by `sam build` (BuildMethod), cfn-init and linters.
    private static readonly string[] CloudOnlyAttributes = ["DeletionPolicy", "Metadata", "UpdateReplacePolicy"];

    public void Read(TemplateMapping section, GlobalsSection globals)
    {
        var declared = new List<TemplateResource>();
        foreach (var entry in section.Entries)
        {
            if (ReadOne(entry) is { } resource)
            {
                declared.Add(resource);
            }
        }

        foreach (var resource in new SamTransform(globals, types, faults).Apply(declared))
        {
            if (!scope.Resources.TryAdd(resource.LogicalId, resource))
            {
                faults.Add(resource.Position, $"'{resource.LogicalId}' exists twice after the transform.");
            }
        }

        if (scope.Resources.Count > TemplateLimits.ResourcesMax)
        {
            faults.Add(section.Position, $"More than {TemplateLimits.ResourcesMax} resources.");
        }

        CheckDependsOn();
    }

    private TemplateResource? ReadOne(TemplateEntry entry)
    {
        if (entry.Key.Length is 0 or > 255 || !entry.Key.All(char.IsAsciiLetterOrDigit))
        {
            faults.Add(entry.KeyPosition, $"Logical id '{entry.Key}' must be 1 to 255 letters and digits.");
        }

        if (entry.Value is not TemplateMapping body || body.Find("Type") is not TemplateScalar typeName)
        {
            faults.Add(entry.KeyPosition, $"Resource '{entry.Key}' must be a map with a Type.");
            return null;
        }

        foreach (var attribute in body.Entries.Where(attribute => !Attributes.Contains(attribute.Key)))
        {
            faults.Add(
                attribute.KeyPosition,
                $"Resource '{entry.Key}': '{attribute.Key}' is not supported by Onboarding.LocalAws. "
                + $"Supported: {string.Join(", ", Attributes)}.");
        }

        if (IsOmitted(entry, body))
        {
            return null;
        }

        if (types.Find(typeName.Value) is not { } type)
        {
            faults.Add(
                typeName.Position,
                $"Resource type '{typeName.Value}' is not supported by Onboarding.LocalAws. "
                + $"Supported: {types.Names}.");
            // Keeps references to it from being reported as a second fault.
            scope.Parameters.TryAdd(entry.Key, new TemplateFaulted(typeName.Position));
            return null;
        }

        return new TemplateResource(entry.Key, type, ReadProperties(entry, body))
        {
            DependsOn = ReadDependsOn(body),
            CloudOnly = [.. body.Entries.Select(attribute => attribute.Key).Where(CloudOnlyAttributes.Contains)],
            Position = entry.KeyPosition,
        };
    }

    private bool IsOmitted(TemplateEntry entry, TemplateMapping body)
    {
        if (body.Find("Condition") is not { } node)
        {
            return false;
        }

        if (node is not TemplateScalar condition || !scope.Conditions.TryGetValue(condition.Value, out var holds))
        {
            faults.Add(node.Position, $"Resource '{entry.Key}' names a condition that is not in Conditions.");
            return false;
        }

        if (!holds)
        {
            scope.Omitted.Add(entry.Key);
        }

        return !holds;
    }

    private TemplateMapping ReadProperties(TemplateEntry entry, TemplateMapping body)
    {
        var properties = body.Find("Properties");
        if (properties is TemplateMapping mapping)
        {
            return mapping;
        }

        if (properties is not null)
        {
            faults.Add(properties.Position, $"Properties of '{entry.Key}' must be a map.");
        }

        return new TemplateMapping([], entry.KeyPosition);
    }

    private string[] ReadDependsOn(TemplateMapping body)
    {
        switch (body.Find("DependsOn"))
        {
            case null:
                return [];
            case TemplateScalar one:
                return [one.Value];
            case TemplateSequence many when many.Items.All(item => item is TemplateScalar):
                return [.. many.Items.Cast<TemplateScalar>().Select(item => item.Value)];
            case var other:
                faults.Add(other.Position, "DependsOn takes a logical id or a list of them.");
                return [];
        }
    }

    private void CheckDependsOn()
    {
        foreach (var resource in scope.Resources.Values)
        {
            foreach (var id in resource.DependsOn)
            {
                if (scope.Resources.ContainsKey(id) || scope.Omitted.Contains(id) || scope.Parameters.ContainsKey(id))
                {
                    continue;
                }

                faults.Add(resource.Position, $"'{resource.LogicalId}' depends on '{id}', which is not a resource.");
            }
        }
    }
}
