using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>
/// A target's InputTransformer. First the limits of the API's model, then what EventBridge says of paths and template;
/// texts are recorded where they are not the model's.
/// </summary>
internal static class TransformerInput
{
    private const int PathCountMax = 100;
    private const int NameLengthMax = 256;

    /// <param name="path">Of the target, as errors name it.</param>
    public static InputTransformer? Read(RequestMembers target, string path)
    {
        if (target.Object("InputTransformer") is not { } input)
        {
            return null;
        }

        path += ".inputTransformer";
        var paths = input.Map("InputPathsMap");
        var template = input.RequiredText("InputTemplate", path + ".inputTemplate");
        CheckModel(paths, template, path);
        return new InputTransformer([.. paths.OrderBy(p => p.Key, StringComparer.Ordinal)], template);
    }

    /// <param name="target">The target's id.</param>
    public static void Check(InputTransformer transformer, string target)
    {
        if (transformer.Paths.Any(path => !InputPath.IsValid(path.Value)))
        {
            throw EventBridgeErrors.InvalidInputPath(target);
        }

        var template = InputTemplate.Parse(transformer.Template);
        foreach (var name in template.Names)
        {
            if (!TargetPayload.Reserved.Contains(name) && transformer.Paths.All(path => path.Key != name))
            {
                throw EventBridgeErrors.InvalidPlaceholder(target, name);
            }

            if (name == TargetPayload.EventJson && !template.IsObject)
            {
                throw EventBridgeErrors.PlaceholderOfObjects(target, name);
            }
        }

        if (!template.IsValid)
        {
            throw EventBridgeErrors.InvalidTemplate(target);
        }
    }

    private static void CheckModel(IReadOnlyDictionary<string, string> paths, string template, string path)
    {
        if (paths.Count > PathCountMax)
        {
            throw EventBridgeErrors.Constraint(
                $"[{paths.Count} paths]",
                path + ".inputPathsMap",
                $"Member must have length less than or equal to {PathCountMax}");
        }

        foreach (var (name, value) in paths)
        {
            if (name.Length is 0 or > NameLengthMax
                || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            {
                throw EventBridgeErrors.Constraint(
                    name,
                    path + ".inputPathsMap",
                    "Map keys must satisfy constraint: [Member must have length less than or equal to "
                    + $"{NameLengthMax}, "
                    + @"Member must have length greater than or equal to 1, Member must satisfy regular expression "
                    + @"pattern: [A-Za-z0-9\_\-]+]");
            }

            if (value.Length > InputPath.LengthMax)
            {
                throw EventBridgeErrors.Constraint(
                    value,
                    path + ".inputPathsMap",
                    $"Map value must satisfy constraint: [Member must have length less than or equal to "
                    + $"{InputPath.LengthMax}]");
            }
        }

        if (template.Length is 0 or > InputTemplate.LengthMax)
        {
            throw EventBridgeErrors.Constraint(template, path + ".inputTemplate", template.Length == 0
                ? "Member must have length greater than or equal to 1"
                : $"Member must have length less than or equal to {InputTemplate.LengthMax}");
        }
    }
}
