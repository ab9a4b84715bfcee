using YamlDotNet.RepresentationModel;

namespace Onboarding.Functions.Tests.Stack;

/// <summary>The functions of template.yaml: what AWS starts and what it filters before.</summary>
internal static class DeployedFunctions
{
    private static readonly Lazy<IReadOnlyDictionary<string, YamlMappingNode>> ByHandler = new(Read);

    public static IEnumerable<string> Handlers => ByHandler.Value.Keys;

    /// <summary>The patterns of the function's stream: a record that matches one of them is delivered.</summary>
    public static IReadOnlyList<string> StreamFilters(string handler)
    {
        var stream = Map(ByHandler.Value[handler], "Events").Children.Values.Cast<YamlMappingNode>()
            .Single(node => Text(node, "Type") == "DynamoDB");
        var filters = (YamlSequenceNode)Map(Map(stream, "Properties"), "FilterCriteria")["Filters"];
        return [.. filters.Select(filter => Text((YamlMappingNode)filter, "Pattern"))];
    }

    private static Dictionary<string, YamlMappingNode> Read()
    {
        using var reader = new StreamReader(Path.Combine(AppContext.BaseDirectory, "template.yaml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        return Map(root, "Resources").Children.Values.Cast<YamlMappingNode>()
            .Where(resource => Text(resource, "Type") == "AWS::Serverless::Function")
            .Select(resource => Map(resource, "Properties"))
            .ToDictionary(properties => Text(properties, "Handler"), StringComparer.Ordinal);
    }

    private static YamlMappingNode Map(YamlMappingNode owner, string name) => (YamlMappingNode)owner[name];

    private static string Text(YamlMappingNode owner, string name) => ((YamlScalarNode)owner[name]).Value!;
}
