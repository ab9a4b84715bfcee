namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>Projection expressions: <c>path { "," path }</c>.</summary>
internal static class ProjectionParser
{
    public static PathSet Parse(TokenCursor cursor)
    {
        var paths = new List<DocumentPath>();
        do
        {
            paths.Add(OperandParser.ParsePath(cursor));
        }
        while (cursor.TryTake(TokenKind.Comma));

        cursor.ExpectEnd();
        var set = new PathSet([.. paths]);
        set.Check(cursor.Kind);
        return set;
    }
}
