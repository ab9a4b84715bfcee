using System.IO.Compression;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Tidy;

namespace Onboarding.LocalAws.Tests.CloudTemplate.Schemas;

/// <summary>
/// CloudFormation's resource types as the CDK's makers gather them from AWS's schemas: the npm package that
/// eng/cloudformation/package.json pins. Its database is one JSON document:
/// <c>schema.resource.entities[]</c> has <c>cloudFormationType</c> and <c>properties</c>, each with a <c>type</c> such
/// as <c>{"type":"array","element":{"type":"ref","reference":{"$ref":"1466"}}}</c>, which names the <c>$id</c> of one
/// of <c>schema.typeDefinition.entities[]</c>.
/// </summary>
internal sealed class CloudFormationSchemas : IDisposable
{
    private readonly JsonDocument _database;
    private readonly Dictionary<string, JsonElement> _resources;
    private readonly Dictionary<string, JsonElement> _definitions;

    private CloudFormationSchemas()
    {
        using var file = new GZipStream(File.OpenRead(Database), CompressionMode.Decompress);
        _database = JsonDocument.Parse(file);
        var schema = _database.RootElement.GetProperty("schema");
        _resources = Entities(schema, "resource").ToDictionary(r => r.GetProperty("cloudFormationType").GetString()!);
        _definitions = Entities(schema, "typeDefinition").ToDictionary(d => d.GetProperty("$id").GetString()!);
    }

    public static string HowToGetThem => "no schemas: npm ci --prefix eng/cloudformation";

    public static bool AreInstalled => File.Exists(Database);

    private static string Database { get; } = Path.Combine(
        Repository.Root, "eng", "cloudformation", "node_modules", "@aws-cdk", "aws-service-spec", "db.json.gz");

    private static Lazy<CloudFormationSchemas> Loaded { get; } = new(() => new CloudFormationSchemas());

    public static CloudFormationSchemas Load() => Loaded.Value;

    /// <summary>The properties of a resource type; null where CloudFormation has no such type.</summary>
    public JsonElement? PropertiesOf(string resourceType) =>
        _resources.TryGetValue(resourceType, out var resource) ? resource.GetProperty("properties") : null;

    /// <summary>The properties of what a <c>ref</c> names.</summary>
    public JsonElement PropertiesOf(JsonElement type) =>
        _definitions[type.GetProperty("reference").GetProperty("$ref").GetString()!].GetProperty("properties");

    public void Dispose() => _database.Dispose();

    private static JsonElement.ArrayEnumerator Entities(JsonElement schema, string name) =>
        schema.GetProperty(name).GetProperty("entities").EnumerateArray();
}
