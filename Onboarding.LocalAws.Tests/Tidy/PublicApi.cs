using System.Reflection;
using System.Text;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>What an assembly lets others use, one line per type and member, in a stable order.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Print(Assembly assembly)
    {
        var text = new StringBuilder();
        var nullability = new NullabilityInfoContext();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            var members = Members(type).Select(m => Line(m, nullability)).Distinct();
            foreach (var line in members.Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>What a person has written: no accessors, no members that the compiler gives every record.</summary>
    public static IEnumerable<MemberInfo> Members(Type type) =>
        from member in type.GetMembers(Declared)
        where IsVisible(member) && !member.Name.Contains('<', StringComparison.Ordinal) && member is not Type
        where member is not MethodInfo { IsSpecialName: true } && !IsOfEveryRecord(type, member)
        where !(type.IsEnum && member.Name == "value__") && !typeof(Delegate).IsAssignableFrom(type)
        select member;

    public static string NameOf(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsArray)
        {
            return NameOf(type.GetElementType()!) + "[]";
        }

        var name = type.DeclaringType is { } outer ? $"{NameOf(outer)}.{type.Name}" : type.Name;
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : name;
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => field.IsPublic || field.IsFamily,
        _ => true,
    };

    private static bool IsOfEveryRecord(Type type, MemberInfo member) =>
        type.GetMethod("PrintMembers", Declared) is not null
        && (member.Name is "EqualityContract" or "PrintMembers" or "ToString" or "GetHashCode" or "Equals"
                or "Deconstruct"
            || (member is ConstructorInfo made && made.GetParameters() is [var only] && only.ParameterType == type));

    private static string Header(Type type)
    {
        var kind = type.IsEnum ? "enum"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct" : "class";
        var modifier = type is { IsAbstract: true, IsSealed: true } ? "static "
            : type is { IsAbstract: true, IsInterface: false } ? "abstract "
            : type is { IsSealed: false, IsClass: true } ? "open " : "";
        var invoke = kind == "delegate" ? Line(type.GetMethod("Invoke")!, new NullabilityInfoContext()) : "";
        var bases = string.Join(", ", new[] { type.BaseType }.Concat(type.GetInterfaces())
            .Where(b => b?.Namespace?.StartsWith("System", StringComparison.Ordinal) is false
                || b == typeof(IAsyncDisposable))
            .Select(b => NameOf(b!)).Order(StringComparer.Ordinal));
        return $"{modifier}{kind} {type.Namespace}.{NameOf(type)}{(bases.Length > 0 ? " : " + bases : "")} {invoke}"
            .TrimEnd();
    }

    private static string Line(MemberInfo member, NullabilityInfoContext nullability) => member switch
    {
        ConstructorInfo made => $"new({Parameters(made, nullability)})",
        MethodInfo method => $"{Static(method)}{Name(nullability.Create(method.ReturnParameter))} {method.Name}"
            + $"{Generics(method)}({Parameters(method, nullability)})",
        PropertyInfo property => $"{Static(property.GetAccessors(true)[0])}{Name(nullability.Create(property))} "
            + $"{property.Name} {{ {Accessors(property)} }}",
        FieldInfo { IsLiteral: true } constant => $"const {constant.Name} = {constant.GetRawConstantValue()}",
        FieldInfo field => $"{NameOf(field.FieldType)} {field.Name}",
        _ => member.ToString()!,
    };

    private static string Static(MethodInfo method) => method.IsStatic ? "static "
        : method.IsAbstract ? "abstract "
        : method.IsVirtual && !method.IsFinal && method.DeclaringType is { IsSealed: false } ? "virtual " : "";

    private static string Generics(MethodInfo method) => method.IsGenericMethod
        ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>"
        : "";

    private static string Parameters(MethodBase method, NullabilityInfoContext nullability) => string.Join(
        ", ",
        method.GetParameters().Select(p =>
            $"{Name(nullability.Create(p))} {p.Name}{(p.HasDefaultValue ? $" = {p.DefaultValue ?? "default"}" : "")}"));

    private static string Accessors(PropertyInfo property) => string.Join(' ', new[]
    {
        property.GetMethod is { } get && IsVisible(get) ? "get;" : "",
        property.SetMethod is not { } set || !IsVisible(set) ? ""
            : set.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init;" : "set;",
    }.Where(accessor => accessor.Length > 0));

    private static string Name(NullabilityInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type);
        var mark = type is not null || info.ReadState == NullabilityState.Nullable ? "?" : "";
        return NameOf(type ?? info.Type) + mark;
    }
}
