using System.Reflection;
using System.Text.RegularExpressions;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>What a folder may hold; which folder may know which is in <see cref="LayerTests"/>.</summary>
public sealed partial class ArchitectureTests
{
    [Fact]
    public void A_store_never_sees_HTTP_JSON_or_an_AWS_error()
    {
        Offenders.None(
            from file in LocalAwsFiles()
            where file.Path.Contains("/Store/", StringComparison.Ordinal)
            where ForbiddenInStore().IsMatch(file.Text)
            select $"{file.Path}: {ForbiddenInStore().Match(file.Text).Value}");
    }

    [Fact]
    public void Only_Hosting_is_public()
    {
        Offenders.None(Assembly.GetAssembly(typeof(LocalAwsHost))!.GetExportedTypes()
            .Where(t => !$"{t.Namespace}.".StartsWith($"{typeof(LocalAwsHost).Namespace}.", StringComparison.Ordinal))
            .Select(t => t.FullName));
    }

    [Fact]
    public void No_folder_or_type_has_a_name_that_says_nothing()
    {
        Offenders.None(Repository.CSharp.Select(f => f.Path).Where(p => EmptyName().IsMatch(p)));
    }

    private static IEnumerable<SourceFile> LocalAwsFiles() =>
        Repository.CSharp.Where(f => f.Path.StartsWith("Onboarding.LocalAws/", StringComparison.Ordinal));

    [GeneratedRegex(@"Microsoft\.AspNetCore|System\.Text\.Json|Onboarding\.LocalAws\.Wire\b|AwsException")]
    private static partial Regex ForbiddenInStore();

    [GeneratedRegex(@"(^|/)(Utils?|Helpers?|Common|Misc)(/|\.cs)|(Utils?|Helpers?|Manager)\.cs$")]
    private static partial Regex EmptyName();
}
