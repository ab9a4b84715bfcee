using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>
/// The locks of a store stay in it: an operation that took one could decide under it what the store does not see, or
/// hold it over I/O.
/// </summary>
public sealed class StoreLockTests
{
    private static readonly CSharpCompilation Compilation = LocalAwsSource.Compile();

    [Fact]
    public void A_lock_is_private_to_the_store_that_takes_it()
    {
        var locks = LocksOfStores().ToList();
        // Otherwise nothing was bound, and nothing checked.
        Assert.Contains(locks, l => l.ContainingType.Name == "Table");
        Offenders.None(locks
            .Where(l => l.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Protected))
            .Select(l => l.ToDisplayString()));
    }

    [Fact]
    public void No_type_outside_a_store_takes_a_lock_of_a_store() =>
        Offenders.None(
            from tree in TreesOutsideStores()
            let model = Compilation.GetSemanticModel(tree)
            from taken in tree.GetRoot().DescendantNodes().OfType<LockStatementSyntax>()
            where taken.Expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(e =>
                IsOfStore(model.GetSymbolInfo(e).Symbol?.ContainingType) || IsOfStore(model.GetTypeInfo(e).Type))
            select $"{tree.FilePath}: lock ({taken.Expression})");

    [Fact]
    public void No_type_outside_a_store_calls_what_needs_a_lock_of_a_store() =>
        Offenders.None(
            from tree in TreesOutsideStores()
            let model = Compilation.GetSemanticModel(tree)
            from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            where name.Identifier.Text.Contains("UnderLock", StringComparison.Ordinal)
            where IsOfStore(model.GetSymbolInfo(name).Symbol?.ContainingType)
            select $"{tree.FilePath}: {name}");

    private static IEnumerable<ISymbol> LocksOfStores() =>
        from tree in Compilation.SyntaxTrees
        let model = Compilation.GetSemanticModel(tree)
        from declared in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
        let type = model.GetDeclaredSymbol(declared)
        where IsOfStore(type)
        from member in type.GetMembers()
        where IsLock((member as IFieldSymbol)?.Type) || IsLock((member as IPropertySymbol)?.Type)
            || IsLock((member as IMethodSymbol)?.ReturnType)
        where !member.IsImplicitlyDeclared
        select member;

    private static bool IsLock(ITypeSymbol? type) =>
        type?.ToDisplayString() is "System.Threading.Lock" or "System.Threading.Lock.Scope"
            or "System.Threading.SemaphoreSlim" or "System.Threading.ReaderWriterLockSlim";

    private static bool IsOfStore(ITypeSymbol? type) =>
        type?.ContainingNamespace?.ToDisplayString() is { } space
        && space.StartsWith(LocalAwsSource.Root, StringComparison.Ordinal)
        && space.Split('.').Contains("Store");

    private static IEnumerable<SyntaxTree> TreesOutsideStores() =>
        Compilation.SyntaxTrees.Where(t => !t.FilePath.Contains("/Store/", StringComparison.Ordinal));
}
