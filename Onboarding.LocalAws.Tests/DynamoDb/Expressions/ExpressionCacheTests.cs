using Onboarding.LocalAws.DynamoDb.Expressions;

namespace Onboarding.LocalAws.Tests.DynamoDb.Expressions;

public sealed class ExpressionCacheTests
{
    [Fact]
    public void Parses_a_hot_text_once_and_keeps_no_more_than_its_limit()
    {
        var parsedCount = 0;
        var cache = new ExpressionCache<string>(
            cursor =>
            {
                parsedCount++;
                return cursor.Text;
            },
            countMax: 3);
        ParsedExpression<string> Get(string text) => cache.Get(ExpressionKind.ConditionExpression, text);

        Assert.Same(Get("a"), Get("a"));
        Assert.Equal(1, parsedCount);
        foreach (var text in new[] { "b", "c", "d", "e" })
        {
            Assert.Equal(text, Get(text).Root);
        }

        Get("a");
        Assert.Equal(6, parsedCount);
    }
}
