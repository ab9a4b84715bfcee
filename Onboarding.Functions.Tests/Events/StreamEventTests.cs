using System.Text.Json;
using Onboarding.Functions.Events;

namespace Onboarding.Functions.Tests.Events;

public sealed class StreamEventTests
{
    [Fact]
    public void Reads_the_documented_sample()
    {
        var batch = JsonSerializer.Deserialize(Samples.DynamoDbStream, EventJson.Default.StreamEvent)!;

        Assert.Equal(2, batch.Records.Count);
        var insert = batch.Records[0];
        Assert.Equal("1", insert.EventId);
        Assert.Equal("INSERT", insert.EventName);
        Assert.Equal("us-west-2", insert.AwsRegion);
        Assert.Equal("ExampleTable", insert.TableName);
        Assert.Equal("111", insert.Change.SequenceNumber);
        Assert.Equal("101", insert.Change.Keys!["Id"].N);
        Assert.Equal("New item!", insert.Change.NewImage!["Message"].S);
        var remove = batch.Records[1];
        Assert.Null(remove.Change.NewImage);
        Assert.Equal("This item has changed", remove.Change.OldImage!["Message"].S);
    }

    [Fact]
    public void Reads_every_type_of_attribute()
    {
        const string Json = """
            {"Records":[{"eventName":"INSERT","eventSourceARN":"arn","dynamodb":{"SequenceNumber":"1","NewImage":{
              "b":{"B":"AQI="},"bs":{"BS":["AQ=="]},"bool":{"BOOL":true},"null":{"NULL":true},
              "l":{"L":[{"S":"a"},{"L":[]}]},"m":{"M":{"x":{"N":"1"},"empty":{"M":{}}}},
              "ns":{"NS":["1","2"]},"ss":{"SS":["a"]},"s":{"S":""}}}}]}
            """;

        var image =
            JsonSerializer.Deserialize(Json, EventJson.Default.StreamEvent)!.Records[0].Change.NewImage!;

        Assert.Equal([1, 2], image["b"].B.ToArray());
        Assert.Equal([1], image["bs"].BS[0].ToArray());
        Assert.True(image["bool"].BOOL);
        Assert.True(image["null"].NULL);
        Assert.Equal("a", image["l"].L[0].S);
        Assert.Empty(image["l"].L[1].L);
        Assert.Equal("1", image["m"].M["x"].N);
        Assert.Empty(image["m"].M["empty"].M);
        Assert.Equal(["1", "2"], image["ns"].NS);
        Assert.Equal(["a"], image["ss"].SS);
        Assert.Equal("", image["s"].S);
    }

    [Theory]
    [InlineData("""{"a":{"X":"1"}}""")]
    [InlineData("""{"a":"1"}""")]
    [InlineData("""{"a":{"S":"1","N":"1"}}""")]
    [InlineData("""{"a":{}}""")]
    public void Refuses_what_is_no_attribute(string image)
    {
        var json = Samples.Stream($$"""
            {"eventName":"INSERT","eventSourceARN":"a","dynamodb":{"SequenceNumber":"1","NewImage":{{image}} } }
            """);
        var refusal = Assert.ThrowsAny<JsonException>(
            () => JsonSerializer.Deserialize(json, EventJson.Default.StreamEvent));
        Assert.Contains("NewImage", refusal.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_a_batch_response_in_the_documented_form()
    {
        var json = JsonSerializer.Serialize(
            new BatchResponse([new BatchItemFailure("111")]), EventJson.Default.BatchResponse);

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"111"}]}""", json);
    }
}
