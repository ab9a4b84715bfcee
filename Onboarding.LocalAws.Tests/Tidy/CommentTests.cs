using System.Text.RegularExpressions;

namespace Onboarding.LocalAws.Tests.Tidy;

public sealed partial class CommentTests
{
    [Fact]
    public void No_comment_promises_work_banners_or_narrates_a_test()
    {
        Offenders.None(
            from file in Repository.CSharp
            where !file.Path.EndsWith("CommentTests.cs", StringComparison.Ordinal)
            from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
            where Forbidden().IsMatch(line.Text)
            select $"{file.Path}:{line.Number}: {line.Text.Trim()}");
    }

    [Fact]
    public void No_catch_is_empty()
    {
        Offenders.None(
            from file in Repository.CSharp
            where EmptyCatch().IsMatch(file.Text)
            select file.Path);
    }

    [GeneratedRegex(@"//\s*(TODO(?! \(#\d+\))|FIXME|HACK|XXX|Arrange\b|Act\b|Assert\b|[=*#-]{4,})|#region")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"catch(\s*\([^)]*\))?(\s*when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();
}
