using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.Tests.DynamoDb.Model;

public sealed class ItemTests
{
    private static readonly StringValue X = new("x");

    [Theory]
    [InlineData(3)]
    [InlineData(200)]
    public void Finds_what_was_added_in_any_order(int count)
    {
        var random = new Random(count);
        var names = Enumerable.Range(0, count).Select(i => $"name{i}").ToArray();
        random.Shuffle(names);
        var builder = new ItemBuilder();
        foreach (var name in names)
        {
            builder.Add(name, X);
            builder.Add(name, new StringValue(name));
        }

        var item = builder.Build();
        Assert.Equal(count, item.Count);
        Assert.All(names, name => Assert.Equal(new StringValue(name), item.Find(name)));
        Assert.Null(item.Find("nam"));
        Assert.Null(item.Find("name1000"));
    }

    [Fact]
    public void A_change_leaves_the_original_as_it_was()
    {
        var item = Item.Of(("a", X), ("c", X));
        var changed = item.With("b", X).With("c", NullValue.Instance).Without("a");
        Assert.Equal(Item.Of(("a", X), ("c", X)), item);
        Assert.Equal(Item.Of(("b", X), ("c", NullValue.Instance)), changed);
        Assert.Same(item, item.Without("zz"));
    }

    // Documented: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
    [Fact]
    public void Sizes_are_as_documented()
    {
        Assert.Equal(2 + 1, Item.Of(("pk", X)).SizeBytes);
        Assert.Equal(2 + 2, Item.Of(("é", new StringValue("é"))).SizeBytes);
        Assert.Equal(1, BoolValue.True.SizeBytes);
        Assert.Equal(1, NullValue.Instance.SizeBytes);
        Assert.Equal(5, new BinaryValue(new byte[5]).SizeBytes);
        Assert.Equal(3, new ListValue([]).SizeBytes);
        Assert.Equal(3 + (2 * (1 + 1)), new ListValue([X, X]).SizeBytes);
        Assert.Equal(3 + 1 + 3 + 1, new MapValue(Item.Of(("abc", X))).SizeBytes);
        Assert.Equal(3, new StringSetValue([[1], [2, 3]]).SizeBytes);
    }

    [Fact]
    public void Keys_are_ordered_by_value_or_by_unsigned_bytes()
    {
        AttributeValue[] numbers = [Number("-10"), Number("-9.5"), Number("0"), Number("2"), Number("10")];
        var strings = Array.ConvertAll<string, AttributeValue>(
            ["", "B", "a", "é", "\uFFFD", "\U0001F600"], text => new StringValue(text));
        AttributeValue[] binaries = [new BinaryValue([0x7F]), new BinaryValue([0x7F, 0]), new BinaryValue([0x80])];
        Assert.All([numbers, strings, binaries], values =>
            Assert.Equal(values, values.Reverse().Order(KeyOrder.Instance)));
    }

    [Fact]
    public void Values_are_equal_by_type_and_content()
    {
        Assert.Equal(Number("1.0"), Number("1"));
        Assert.NotEqual<AttributeValue>(new StringValue("a"), new BinaryValue("a"u8.ToArray()));
        Assert.NotEqual<AttributeValue>(new StringSetValue(["a"u8.ToArray()]), new BinarySetValue(["a"u8.ToArray()]));
        Assert.Equal(Number("1E2").GetHashCode(), Number("100").GetHashCode());
        Assert.Equal(
            new MapValue(Item.Of(("a", new ListValue([X])))), new MapValue(Item.Of(("a", new ListValue([X])))));
    }

    private static NumberValue Number(string text) => new(DynamoDbNumber.Parse(text));
}
