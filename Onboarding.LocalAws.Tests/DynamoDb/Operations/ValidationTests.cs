using System.Text.Json.Nodes;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>
/// What each operation refuses, in AWS's order of precedence: JSON types, each member by itself, members together, the
/// table and its schema, the condition. The cases are the data files in <c>Validation/</c>, one per operation; each
/// names its evidence, and most requests have a later fault as well, which must not win.
/// </summary>
public sealed class ValidationTests : OperationTests
{
    private const string Prefix = "Validation/";

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var name in typeof(ValidationTests).Assembly.GetManifestResourceNames())
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                for (var i = 0; i < Load(name[Prefix.Length..]).Count; i++)
                {
                    cases.Add(name[Prefix.Length..], i);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Refuses(string operation, int index)
    {
        var refusal = Load(operation)[index]!;
        var response = await CallAsync(operation, refusal["request"]!.ToJsonString());
        Assert.Equal(((string)refusal["message"]!, (string)refusal["code"]!, 400),
            (response.Message, response.Code, response.Status));
    }

    private static JsonArray Load(string operation)
    {
        using var file = typeof(ValidationTests).Assembly.GetManifestResourceStream(Prefix + operation)!;
        return (JsonArray)JsonNode.Parse(file)!;
    }
}
