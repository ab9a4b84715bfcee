using YamlDotNet.RepresentationModel;

namespace Onboarding.Functions.Tests.Stack;

/// <summary>The functions of template.yaml: what AWS starts and what it filters before.</summary>
internal static class DeployedFunctions
{
    private static readonly Lazy<IReadOnlyDictionary<string, YamlMappingNode>> ByHandler = new(Read);

    public static IEnumerable<string> Handlers => ByHandler.Value.Keys;

    /// <summary>The functions that follow the Users table.</summary>
    public static IEnumerable<string> OnUsers =>
        ByHandler.Value.Where(function => Streams(function.Value).Any(
                stream => Text(stream, "Stream") == "UsersTable.StreamArn"))
            .Select(function => function.Key);

    /// <summary>The patterns of the function's stream: a record that matches one of them is delivered.</summary>
    public static IReadOnlyList<string> StreamFilters(string handler)
    {
        var filters = (YamlSequenceNode)Map(Streams(ByHandler.Value[handler]).Single(), "FilterCriteria")["Filters"];
        return [.. filters.Select(filter => Text((YamlMappingNode)filter, "Pattern"))];
    }

    private static IEnumerable<YamlMappingNode> Streams(YamlMappingNode function) =>
        function.Children.TryGetValue("Events", out var events)
            ? ((YamlMappingNode)events).Children.Values.Cast<YamlMappingNode>()
                .Where(source => Text(source, "Type") == "DynamoDB")
                .Select(source => Map(source, "Properties"))
            : [];

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
