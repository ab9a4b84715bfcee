using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Tests.DynamoDb.Expressions;

public sealed class ExpressionCompilerTests
{
    private readonly ExpressionCompiler _compiler = new();

    [Fact]
    public void One_text_serves_requests_with_other_names_and_values()
    {
        var item = Expression.Item("""{"a":{"N":"1"},"b":{"N":"2"},"m":{"M":{"a":{"S":"x"},"b":{"S":"y"}}}}""");
        foreach (var (name, value, expected) in new[] { ("a", "1", true), ("b", "1", false), ("b", "2", true) })
        {
            var arguments = Expression.Arguments($$$"""{":v":{"N":"{{{value}}}"}}""", $$"""{"#n":"{{name}}"}""");
            Assert.Equal(expected, _compiler.Condition("#n = :v", arguments).Evaluate(item));
            var projected = _compiler.Projection("m.#n", Expression.Arguments(names: $$"""{"#n":"{{name}}"}"""));
            Assert.Equal(Item.Of((name, Member(item, name))), Members(projected.Apply(item)));
        }
    }

    [Fact]
    public void Update_returns_only_the_touched_paths()
    {
        var old = Expression.Item("""{"pk":{"S":"k"},"m":{"M":{"a":{"N":"1"},"b":{"N":"2"}}},"x":{"N":"9"}}""");
        var plan = _compiler.Update(
            "SET m.a = m.a + :one, n = :one REMOVE x", Expression.Arguments("""{":one":{"N":"1"}}"""));
        var updated = plan.Apply(old, Item.Empty);
        Assert.Equal("""{"m":{"M":{"a":{"N":"1"}}},"x":{"N":"9"}}""", Expression.Json(plan.UpdatedPaths.Apply(old)));
        Assert.Equal(
            """{"m":{"M":{"a":{"N":"2"}}},"n":{"N":"1"}}""", Expression.Json(plan.UpdatedPaths.Apply(updated)));
        Assert.Equal(new NumberValue(9), old.Find("x"));
    }

    [Fact]
    public void A_new_item_starts_from_its_key()
    {
        var key = Item.Of(("pk", new StringValue("k")));
        var plan = _compiler.Update(
            "ADD hits :one SET a = if_not_exists(a, :one)", Expression.Arguments("""{":one":{"N":"1"}}"""));
        Assert.Equal(
            """{"a":{"N":"1"},"hits":{"N":"1"},"pk":{"S":"k"}}""", Expression.Json(plan.Apply(current: null, key)));
    }

    [Fact]
    public void An_update_cannot_nest_deeper_than_a_request()
    {
        var deep = """{"S":"x"}""";
        for (var i = 0; i < 31; i++)
        {
            deep = """{"L":[""" + deep + "]}";
        }

        var item = Expression.Item("""{"m":{"M":{}}}""");
        Assert.NotNull(_compiler.Update("SET a = :v", Values(deep)).Apply(item, Item.Empty));
        var plan = _compiler.Update("SET m.a = :v", Values(deep));
        var fault = Assert.Throws<AwsException>(() => plan.Apply(item, Item.Empty));
        Assert.Equal("Nesting Levels have exceeded supported limits", fault.Message);
    }

    [Fact]
    public void Filters_cannot_mention_keys()
    {
        var filter = _compiler.Filter("zz = :v AND size(sk) > :v", Values("""{"N":"1"}"""));
        var fault = Assert.Throws<AwsException>(() => filter.RejectKeyAttributes(
            new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.S)));
        Assert.Equal(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk", fault.Message);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("NOT ")]
    [InlineData("size(")]
    [InlineData("a = (")]
    public void Deep_nesting_is_an_error_and_no_stack_overflow(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 4000 / opening.Length));
        Assert.Throws<AwsException>(() => _compiler.Condition(text, Expression.Arguments()));
        Assert.Throws<AwsException>(() => _compiler.Update("SET a = " + text, Expression.Arguments()));
    }

    [Fact]
    public void Any_text_is_a_plan_or_an_error_of_the_caller()
    {
        string[] pieces =
        [
            "a", "b.c", "#n", ":v", ":w", "[0]", "[", "]", "(", ")", ",", ".", "=", "<>", "<", ">=", "+", "-", " AND ",
            " OR ", " NOT ", " BETWEEN ", " IN ", " SET ", " REMOVE ", " ADD ", " DELETE ", "size(", "begins_with(",
            "attribute_exists(", "if_not_exists(", "list_append(", "contains(", "0", "7", "é", "\U0001F600", "!", " ",
        ];
        var item = Expression.Item("""{"a":{"N":"1"},"b":{"M":{"c":{"L":[{"N":"1"}]}}}}""");
        var random = new Random(7);
        var plans = 0;
        for (var i = 0; i < 50_000; i++)
        {
            var text = string.Concat(random.GetItems(pieces, random.Next(1, 10)));
            plans += Survives(() => _compiler.Condition(text, Arguments()).Evaluate(item));
            plans += Survives(() => _compiler.Update(" SET a=" + text, Arguments()).Apply(item, Item.Empty));
            plans += Survives(() => _compiler.Projection(text, Arguments()).Apply(item));
        }

        Assert.InRange(plans, 1000, int.MaxValue);
    }

    private static ExpressionArguments Arguments() =>
        Expression.Arguments("""{":v":{"N":"1"},":w":{"L":[]}}""", """{"#n":"b"}""");

    private static ExpressionArguments Values(string value) => Expression.Arguments("""{":v":""" + value + "}");

    private static AttributeValue Member(Item item, string name) => ((MapValue)item.Find("m")!).Members.Find(name)!;

    private static Item Members(Item item) => ((MapValue)item.Find("m")!).Members;

    private static int Survives(Action compile)
    {
        try
        {
            compile();
            return 1;
        }
        catch (AwsException)
        {
            return 0;
        }
    }
}
