using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;

namespace Onboarding.LocalAws.StepFunctions.Language.Paths;

/// <summary>
/// A path with its root: <c>$.a</c> (data), <c>$$.Execution.Id</c> (context object), <c>$name.a</c> (variable).
/// </summary>
internal sealed class ValuePath
{
    private readonly PathRoot _root;
    private readonly JsonPath _path;

    private ValuePath(string text, PathRoot root, string? variable, JsonPath path)
    {
        Text = text;
        _root = root;
        Variable = variable;
        _path = path;
    }

    private enum PathRoot
    {
        Data,
        Context,
        Variable,
    }

    public static ValuePath Data { get; } = Parse("$");

    public string Text { get; }

    /// <summary>The variable's name, where the root is one.</summary>
    public string? Variable { get; }

    /// <summary>One node of any root: what ItemsPath takes.</summary>
    public bool IsReference => _path.IsReference;

    /// <summary><c>$</c></summary>
    public bool IsIdentity => _root == PathRoot.Data && _path.IsRoot;

    /// <exception cref="JsonPathException">It is no path.</exception>
    public static ValuePath Parse(string text)
    {
        var reader = new PathReader(text, 0);
        var path = Parse(reader);
        return reader.IsAtEnd ? path : throw reader.Fault("Unexpected character");
    }

    /// <param name="reader">It is left behind the path.</param>
    /// <exception cref="JsonPathException">It is no path.</exception>
    public static ValuePath Parse(PathReader reader)
    {
        var start = reader.Position;
        reader.Take('$');
        var root = reader.TryTake('$') ? PathRoot.Context : PathRoot.Data;
        string? variable = null;
        if (root == PathRoot.Data && VariableName.CanStart(reader.Current))
        {
            variable = reader.TakeWhile(VariableName.CanContain);
            root = PathRoot.Variable;
        }

        var path = PathParser.Parse(reader);
        return new ValuePath(reader.Text[start..reader.Position], root, variable, path);
    }

    public bool TryEvaluate(in Evaluation evaluation, out JsonElement value)
    {
        switch (_root)
        {
            case PathRoot.Data:
                value = evaluation.Data;
                break;
            case PathRoot.Context:
                value = evaluation.Scope.Context;
                break;
            default:
                if (!evaluation.Scope.Variables.TryGet(Variable!, out value))
                {
                    return false;
                }

                break;
        }

        return _path.TryEvaluate(value, out value);
    }

    /// <exception cref="StatesException">States.Runtime: it leads nowhere.</exception>
    public JsonElement Evaluate(in Evaluation evaluation) => TryEvaluate(evaluation, out var value)
        ? value
        : throw new StatesException(StatesErrors.Runtime, $"Invalid path '{Text}' : No results for path: {_path}");

    public override string ToString() => Text;
}
