using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>What a compilation refers to, and what that in turn is made of: bases, parameters, constraints.</summary>
internal sealed class UsedSymbols
{
    // By id: a compilation that refers to another has symbols of its own for it.
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Only what these assemblies declare is kept.</summary>
    private readonly HashSet<string> _assemblies;

    private UsedSymbols(IEnumerable<string> assemblies) => _assemblies = [.. assemblies];

    /// <param name="packages">
    /// Those of which it is asked. Files that use none of their namespaces are not looked at.
    /// </param>
    public static UsedSymbols Of(IEnumerable<CSharpCompilation> users, IReadOnlyList<CSharpCompilation> packages)
    {
        var symbols = new UsedSymbols(packages.Select(package => package.AssemblyName!));
        var namespaces = packages.SelectMany(package => package.SyntaxTrees)
            .SelectMany(tree => tree.GetRoot().ChildNodes().OfType<NamespaceDeclarationSyntax>())
            .Select(declared => declared.Name.ToString())
            .ToHashSet();
        foreach (var user in users)
        {
            foreach (var tree in user.SyntaxTrees.Where(tree => Usings(tree).Any(namespaces.Contains)))
            {
                symbols.Add(user.GetSemanticModel(tree), tree.GetRoot());
            }
        }

        return symbols;
    }

    private static IEnumerable<string> Usings(SyntaxTree tree) =>
        tree.GetRoot().ChildNodes().OfType<UsingDirectiveSyntax>().Select(directive => $"{directive.Name}");

    /// <summary>
    /// What keeps a declaration whole counts as used: a constructor that cannot be called, what a base class asks for,
    /// and the interface's side of a member.
    /// </summary>
    public bool Contains(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor, DeclaredAccessibility: not Accessibility.Public } => true,
        { IsOverride: true } => true,
        _ => _used.Contains(IdOf(symbol)) || Implements(symbol),
    };

    private static bool Implements(ISymbol symbol) => symbol.ContainingType is { TypeKind: TypeKind.Class } type
        && type.AllInterfaces.SelectMany(contract => contract.GetMembers()).Any(
            member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol));

    private void Add(SemanticModel model, SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            if (node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax or PrimaryConstructorBaseTypeSyntax
                or ConstructorInitializerSyntax)
            {
                Add(model.GetSymbolInfo(node).Symbol);
            }

            // A whole body at once, in which the compiler calls what has no name in the text: conversions, appends to
            // interpolated texts.
            if (node is BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax
                && model.GetOperation(node) is { Parent: null or IMethodBodyOperation } body)
            {
                foreach (var operation in body.DescendantsAndSelf())
                {
                    Add(operation);
                }
            }
        }
    }

    private void Add(IOperation operation)
    {
        Add(operation.Type);
        switch (operation)
        {
            case IInvocationOperation call:
                Add(call.TargetMethod);
                break;
            case IObjectCreationOperation creation:
                Add(creation.Constructor);
                break;
            case IConversionOperation conversion:
                Add(conversion.OperatorMethod);
                break;
            case IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue } argument:
                Add(EnumMember(argument));
                break;
        }
    }

    private static IFieldSymbol? EnumMember(IArgumentOperation argument) =>
        argument.Parameter?.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } type
            ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(
                field => Equals(field.ConstantValue, argument.Value.ConstantValue.Value))
            : null;

    private void Add(ISymbol? symbol)
    {
        symbol = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol;
        if (symbol is ITypeSymbol type)
        {
            AddArguments(type);
        }

        if (symbol?.OriginalDefinition is not { } used || !_assemblies.Contains(used.ContainingAssembly?.Name ?? "")
            || !_used.Add(IdOf(used)))
        {
            return;
        }

        Add(used.ContainingType);
        switch (used)
        {
            case INamedTypeSymbol named:
                Add(named.BaseType);
                AddAll(named.Interfaces);
                AddAll(named.TypeParameters.SelectMany(parameter => parameter.ConstraintTypes));
                break;
            case IMethodSymbol method:
                Add(method.AssociatedSymbol);
                Add(method.ReturnType);
                AddAll(method.Parameters.Select(parameter => parameter.Type));
                AddAll(method.TypeParameters.SelectMany(parameter => parameter.ConstraintTypes));
                break;
            case IPropertySymbol property:
                Add(property.Type);
                break;
        }
    }

    private static string IdOf(ISymbol symbol) => symbol.GetDocumentationCommentId() ?? symbol.ToDisplayString();

    private void AddArguments(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { IsGenericType: true } generic && !generic.IsDefinition)
        {
            AddAll(generic.TypeArguments);
        }
    }

    private void AddAll(IEnumerable<ISymbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            Add(symbol);
        }
    }
}
