using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.Tests.DynamoDb.Expressions;

public sealed class KeyConditionTests
{
    private static readonly string[] Keys = ["", "A", "a", "ab", "abc", "abd", "ac", "b", "\U0010FFFF"];

    [Theory]
    [InlineData("sk = :a", "ab")]
    [InlineData(":a = sk", "ab")]
    [InlineData("sk < :a", ",A,a")]
    [InlineData("sk <= :a", ",A,a,ab")]
    [InlineData("sk > :a", "abc,abd,ac,b,\U0010FFFF")]
    [InlineData("sk >= :a", "ab,abc,abd,ac,b,\U0010FFFF")]
    [InlineData(":a >= sk", ",A,a,ab")]
    [InlineData("sk BETWEEN :a AND :z", "ab,abc,abd,ac")]
    [InlineData("begins_with(sk, :a)", "ab,abc,abd")]
    public void Bounds_scans_in_both_directions(string range, string expected)
    {
        var values = range.Contains(":z", StringComparison.Ordinal)
            ? """{":p":{"S":"x"},":a":{"S":"ab"},":z":{"S":"ac"}}"""
            : """{":p":{"S":"x"},":a":{"S":"ab"}}""";
        var sort = new ExpressionCompiler().KeyCondition(
            $"pk = :p AND {range}",
            Expression.Arguments(values),
            new KeyAttribute("pk", AttributeType.S),
            new KeyAttribute("sk", AttributeType.S)).Sort!;
        var keys = Keys.Select(k => new StringValue(k)).ToArray();

        var ascending = keys
            .Where(k => sort.LowerBound is null || KeyOrder.Instance.Compare(k, sort.LowerBound) >= 0)
            .TakeWhile(k => !sort.IsPast(k))
            .Where(sort.Matches);
        var descending = keys.Reverse()
            .Where(k => sort.UpperBound is null || KeyOrder.Instance.Compare(k, sort.UpperBound) <= 0)
            .TakeWhile(k => !sort.IsBefore(k))
            .Where(sort.Matches);
        Assert.Equal(expected.Split(','), ascending.Select(k => k.Text));
        Assert.Equal(expected.Split(',').Reverse(), descending.Select(k => k.Text));
    }

    [Fact]
    public void Prefixes_of_FF_bytes_have_no_upper_bound()
    {
        Assert.Null(new SortCondition(SortOperator.BeginsWith, new BinaryValue([0xFF, 0xFF])).UpperBound);
        Assert.Equal(
            new BinaryValue([0x02]),
            new SortCondition(SortOperator.BeginsWith, new BinaryValue([0x01, 0xFF])).UpperBound);
    }
}
