using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>
/// One word for one thing, in every project (CONTRIBUTING.md, "How the code reads"). What the compiler can hold stands
/// in .editorconfig; this is the rest.
/// </summary>
public sealed partial class DialectTests
{
    /// <summary>
    /// <c>stop</c> ends the work. The others end something else: <c>giveUp</c> a wait for work that goes on,
    /// <c>patience</c> the time for a graceful stop, <c>kill</c> an environment without one, <c>aborted</c> says that
    /// the client has disconnected, <c>window</c> that a batch is complete.
    /// </summary>
    private static readonly string[] Cancellations = ["stop", "giveUp", "patience", "kill", "aborted", "window"];

    /// <summary>Where two clocks meet: the calendar that a test may turn, and the machine's own.</summary>
    private static readonly string[] Clocks = ["time", "calendar", "system"];

    /// <summary>They stand in for packages of AWS's SDK, and have their names.</summary>
    private static readonly string[] StandIns =
    [
        "Onboarding.Functions/Aws/CognitoIdentityProvider/",
        "Onboarding.Functions/Aws/EventBridge/",
        "Onboarding.Functions/Aws/SageMakerRuntime/",
        "Onboarding.Functions/Aws/SimpleEmailV2/",
        "Onboarding.IntegrationTests/FullFeed/Published/",
    ];

    [Fact]
    public void Every_CancellationToken_is_called_stop() =>
        Offenders.None(Parameters([nameof(CancellationToken)], Cancellations));

    [Fact]
    public void Every_TimeProvider_is_called_time() =>
        Offenders.None(Parameters([nameof(TimeProvider), "RunningTime"], Clocks));

    /// <summary>What HTTP and AWS call a response is one; other outcomes have a word of their own.</summary>
    [Fact]
    public void No_type_is_an_answer() => Offenders.None(Types(Answer()));

    /// <summary>
    /// What an operation, a mapping or a resource gets in one piece is its context. S3's ListParts is AWS's name.
    /// </summary>
    [Fact]
    public void No_type_is_called_parts_or_ports() =>
        Offenders.None(Types(PartsOrPorts()).Where(t => !t.EndsWith(": ListParts", StringComparison.Ordinal)));

    /// <summary>A comment names the actor (a client, a delivery, an administrator) and the mechanism.</summary>
    [Fact]
    public void Every_comment_names_its_actor() => Offenders.None(
        from file in Repository.CSharp
        where Nameless().IsMatch(file.Text)
        from comment in file.Tree.GetRoot().DescendantTrivia().Where(IsComment)
        from Match match in Nameless().Matches(comment.ToFullString())
        select $"{file.Path}:{LineOf(file, comment.FullSpan.Start + match.Index)}: {match.Value}");

    private static IEnumerable<string> Parameters(string[] types, string[] names) =>
        from file in Repository.CSharp
        where types.Any(type => file.Text.Contains(type, StringComparison.Ordinal))
            && !StandIns.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))
        from parameter in file.Tree.GetRoot().DescendantNodes().OfType<ParameterSyntax>()
        where types.Contains(parameter.Type?.ToString().TrimEnd('?').Split('.')[^1])
            && !names.Contains(parameter.Identifier.Text, NameOf(parameter))
        select $"{file.Path}:{LineOf(file, parameter.SpanStart)}: {parameter}";

    /// <summary>A positional parameter of a record is a property, too, and begins with a capital letter.</summary>
    private static StringComparer NameOf(ParameterSyntax parameter) =>
        parameter.Parent?.Parent is RecordDeclarationSyntax ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private static IEnumerable<string> Types(Regex wrong) =>
        from file in Repository.CSharp
        where wrong.IsMatch(file.Text)
        from type in file.Tree.GetRoot().DescendantNodes(node => node is not BaseMethodDeclarationSyntax)
        let name = (type as BaseTypeDeclarationSyntax)?.Identifier ?? (type as DelegateDeclarationSyntax)?.Identifier
        where name is { } identifier && wrong.IsMatch(identifier.Text)
        select $"{file.Path}:{LineOf(file, type.SpanStart)}: {name}";

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia
        or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia
        or SyntaxKind.MultiLineDocumentationCommentTrivia;

    private static int LineOf(SourceFile file, int position) => file.Text.AsSpan(0, position).Count('\n') + 1;

    [GeneratedRegex(@"Answer")]
    private static partial Regex Answer();

    [GeneratedRegex(@"(Parts|Ports)\b")]
    private static partial Regex PartsOrPorts();

    [GeneratedRegex(
        @"\b(whoever|whomever|nobody|somebody|anybody|everybody|whatever|whichever)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Nameless();
}
