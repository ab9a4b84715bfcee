using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static Onboarding.LocalAws.Tests.DynamoDb.Operations.Tables;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>
/// What the legacy parameters mean, by the low-level client.
/// Documented(https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html), and
/// Recorded from AWS by the tests of dynalite and of Scylla's Alternator where a test says so. What is refused is in
/// the data files of <see cref="ValidationTests"/>.
/// </summary>
public sealed class LegacyParameterTests : OperationTests
{
    /// <summary>The item has s = "hello", n = 5, ss = {a, b}, l = [1, 2].</summary>
    [Theory]
    [InlineData("s", "EQ", "S:hello", true)]
    [InlineData("s", "EQ", "N:5", false)]
    [InlineData("none", "EQ", "S:hello", false)]
    [InlineData("s", "NE", "S:hello", false)]
    [InlineData("s", "NE", "N:5", true)]
    [InlineData("none", "NE", "S:hello", true)]
    [InlineData("n", "LT", "N:10", true)]
    [InlineData("n", "LT", "S:6", false)]
    [InlineData("n", "LE", "N:5.0", true)]
    [InlineData("n", "GT", "N:5", false)]
    [InlineData("none", "GT", "N:-1", false)]
    [InlineData("n", "GE", "N:5", true)]
    [InlineData("n", "BETWEEN", "N:5 N:6", true)]
    [InlineData("n", "BETWEEN", "N:6 N:7", false)]
    [InlineData("s", "IN", "S:x S:hello", true)]
    [InlineData("ss", "IN", "S:a S:b", false)]
    [InlineData("s", "NOT_NULL", "", true)]
    [InlineData("none", "NOT_NULL", "", false)]
    [InlineData("none", "NULL", "", true)]
    [InlineData("s", "BEGINS_WITH", "S:hell", true)]
    [InlineData("n", "BEGINS_WITH", "S:5", false)]
    [InlineData("s", "CONTAINS", "S:ell", true)]
    [InlineData("ss", "CONTAINS", "S:a", true)]
    [InlineData("l", "CONTAINS", "N:2", true)]
    [InlineData("none", "CONTAINS", "S:a", false)]
    [InlineData("s", "NOT_CONTAINS", "S:dog", true)]
    [InlineData("s", "NOT_CONTAINS", "N:1", true)]
    [InlineData("ss", "NOT_CONTAINS", "S:b", false)]
    [InlineData("none", "NOT_CONTAINS", "S:a", false)]
    public async Task Compares(string attribute, string op, string values, bool holds)
    {
        await Client.PutItemAsync("users", Item(
            ("pk", S("1")),
            ("s", S("hello")),
            ("n", N(5)),
            ("ss", new AttributeValue { SS = ["a", "b"] }),
            ("l", new AttributeValue { L = [N(1), N(2)] })));
        var list = values.Length == 0
            ? ""
            : $", \"AttributeValueList\": [{string.Join(',', values.Split(' ').Select(Json))}]";
        var condition = $$$"""{"{{{attribute}}}": {"ComparisonOperator": "{{{op}}}"{{{list}}} } }""";
        var scan = await CallAsync("Scan", $$$"""{"TableName":"users","ScanFilter":{{{condition}}} }""");
        Assert.Equal((200, holds ? 1 : 0), (scan.Status, (int)scan.Json["Count"]!));
        var query = await CallAsync("Query", $$"""
            {
              "TableName": "users", "QueryFilter": {{condition}},
              "KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "1"}]} }
            }
            """);
        Assert.Equal((200, holds ? 1 : 0), (query.Status, (int)query.Json["Count"]!));
        var delete = await CallAsync(
            "DeleteItem", $$$"""{"TableName":"users","Key":{"pk":{"S":"1"} },"Expected":{{{condition}}} }""");
        Assert.Equal(holds ? 200 : 400, delete.Status);
    }

    /// <summary>Recorded: https://github.com/floci-io/floci/pull/2125.</summary>
    [Theory]
    [InlineData("""{"n":{"Value":{"N":"5"}}}""", true)]
    [InlineData("""{"n":{"Value":{"N":"6"}}}""", false)]
    [InlineData("""{"n":{"Exists":true,"Value":{"N":"5"}}}""", true)]
    [InlineData("""{"n":{"Exists":true,"Value":{"N":"6"}}}""", false)]
    [InlineData("""{"n":{"Exists":false}}""", false)]
    [InlineData("""{"none":{"Exists":false}}""", true)]
    [InlineData("""{"n":{"ComparisonOperator":"GT","Value":{"N":"4"}}}""", true)]
    [InlineData("{}", true)]
    public async Task Expects_values(string expected, bool holds)
    {
        await Client.PutItemAsync("users", Item(("pk", S("1")), ("n", N(5))));
        var put = await CallAsync("PutItem", $$$"""
            {
              "TableName": "users", "Item": {"pk": {"S": "1"}}, "Expected": {{{expected}}},
              "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
            }
            """);
        Assert.Equal(holds ? 200 : 400, put.Status);
        if (!holds)
        {
            Assert.Equal("ConditionalCheckFailedException", put.Code);
            Assert.Equal("5", (string)put.Json["Item"]!["n"]!["N"]!);
        }
    }

    /// <summary>Recorded by dynalite's test/updateItem.js.</summary>
    [Fact]
    public async Task Adds_to_what_is_absent()
    {
        var updated = await Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "users",
            Key = Item(("pk", S("1"))),
            AttributeUpdates = new()
            {
                ["b"] = new() { Action = AttributeAction.DELETE },
                ["c"] = new() { Action = AttributeAction.DELETE, Value = new() { SS = ["a"] } },
                ["d"] = new() { Action = AttributeAction.ADD, Value = N(5) },
                ["e"] = new() { Action = AttributeAction.ADD, Value = new() { SS = ["a", "b"] } },
                ["f"] = new() { Action = AttributeAction.ADD, Value = new() { L = [S("a")] } },
            },
            ReturnValues = ReturnValue.UPDATED_NEW,
        });
        Assert.Equal(["d", "e", "f"], updated.Attributes.Keys.Order());
        Assert.Equal("5", updated.Attributes["d"].N);
    }

    [Fact]
    public async Task Puts_adds_and_deletes()
    {
        await Client.PutItemAsync("users", Item(
            ("pk", S("1")),
            ("name", S("old")),
            ("n", N(5)),
            ("ss", new AttributeValue { SS = ["a", "b"] }),
            ("one", new AttributeValue { NS = ["1"] }),
            ("l", new AttributeValue { L = [S("a")] }),
            ("gone", S("x"))));
        var updated = await Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "users",
            Key = Item(("pk", S("1"))),
            AttributeUpdates = new()
            {
                ["name"] = new() { Value = S("new") },
                ["n"] = new() { Action = AttributeAction.ADD, Value = N(-7) },
                ["ss"] = new() { Action = AttributeAction.DELETE, Value = new() { SS = ["a", "z"] } },
                ["one"] = new() { Action = AttributeAction.DELETE, Value = new() { NS = ["1"] } },
                ["l"] = new() { Action = AttributeAction.ADD, Value = new() { L = [S("b")] } },
                ["gone"] = new() { Action = AttributeAction.DELETE },
            },
            ReturnValues = ReturnValue.ALL_NEW,
        });
        var item = updated.Attributes;
        Assert.Equal(["l", "n", "name", "pk", "ss"], item.Keys.Order());
        Assert.Equal(("new", "-2"), (item["name"].S, item["n"].N));
        Assert.Equal(["b"], item["ss"].SS);
        Assert.Equal(["a", "b"], item["l"].L.Select(v => v.S));
    }

    /// <summary>Recorded by dynalite's test/updateItem.js.</summary>
    [Theory]
    [InlineData("ADD", """{"N":"1"}""")]
    [InlineData("ADD", """{"SS":["a"]}""")]
    [InlineData("DELETE", """{"NS":["1"]}""")]
    public async Task Refuses_an_action_on_another_type(string action, string value)
    {
        await Client.PutItemAsync("users", Item(("pk", S("1")), ("a", S("text"))));
        var response = await CallAsync("UpdateItem", $$$"""
            {
              "TableName": "users", "Key": {"pk": {"S": "1"}},
              "AttributeUpdates": {"a": {"Action": "{{{action}}}", "Value": {{{value}}} } }
            }
            """);
        Assert.Equal((400, "Type mismatch for attribute to update"), (response.Status, response.Message));
    }

    /// <summary>Recorded: KeyConditions may stand beside expressions (ExtendDB's test of mixing).</summary>
    [Fact]
    public async Task Takes_KeyConditions_beside_a_FilterExpression()
    {
        await Client.PutItemAsync("users", Item(("pk", S("1")), ("n", N(5))));
        var found = await Client.QueryAsync(new QueryRequest
        {
            TableName = "users",
            KeyConditions = new()
            {
                ["pk"] = new() { ComparisonOperator = ComparisonOperator.EQ, AttributeValueList = [S("1")] },
            },
            FilterExpression = "n = :n",
            ExpressionAttributeValues = Item((":n", N(5))),
        });
        Assert.Equal(1, found.Count);
    }

    /// <summary>"S:x" as an attribute value.</summary>
    private static string Json(string value) => $$"""{"{{value[..1]}}":"{{value[2..]}}"}""";
}
