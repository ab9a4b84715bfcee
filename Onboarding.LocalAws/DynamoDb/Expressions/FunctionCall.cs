using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>A function with its operands; <see cref="Functions"/> has what each one does.</summary>
internal sealed class FunctionCall(string name, Operand[] operands) : Operand
{
    // A document path has any type until it is evaluated; this is how AWS lists them all.
    private const string AnyType =
        "{DOUBLESET,FLOAT,M,NS,INTSET,HD,BOOL,INT,N,B,BS,NULL,HDS,DECIMAL,S,L,FS,DOUBLE,DECIMALSET,DICT,SS}";

    private readonly Function _function = Functions.Parse(name);

    public string Name => name;

    public Function Function => _function;

    public Operand[] Operands => operands;

    public override void Check(ExpressionKind kind) => Check(kind, FunctionPlace.Operand);

    public void Check(ExpressionKind kind, FunctionPlace place)
    {
        Functions.Check(kind, name, place);
        foreach (var operand in operands)
        {
            operand.Check(kind);
        }
    }

    public override AttributeType? Bind(Substitution substitution)
    {
        var types = new AttributeType?[operands.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            types[i] = operands[i].Bind(substitution);
        }

        RequireOperands(substitution.Kind);
        RequireTypes(substitution, types);
        return _function switch
        {
            Function.Size => AttributeType.N,
            Function.ListAppend => AttributeType.L,
            _ => null,
        };
    }

    /// <summary>The value of a function that has one: size, if_not_exists, list_append.</summary>
    public override AttributeValue? Evaluate(Item item, Substitution substitution)
    {
        var first = operands[0].Evaluate(item, substitution);
        return _function switch
        {
            Function.Size => Functions.SizeOf(first) is { } size ? new NumberValue(size) : null,
            Function.IfNotExists => first ?? operands[1].Evaluate(item, substitution),
            Function.ListAppend => Append(first, operands[1].Evaluate(item, substitution)),
            _ => null,
        };
    }

    private static ListValue Append(AttributeValue? first, AttributeValue? second)
    {
        if (first is null || second is null)
        {
            throw UpdateErrors.AttributeMissing();
        }

        return first is ListValue head && second is ListValue tail
            ? new ListValue([.. head.Elements, .. tail.Elements])
            : throw UpdateErrors.OperandType();
    }

    private void RequireOperands(ExpressionKind kind)
    {
        var isUnary = _function is Function.AttributeExists or Function.AttributeNotExists or Function.Size;
        if (operands.Length != (isUnary ? 1 : 2))
        {
            throw ExpressionErrors.OperandCount(kind, name, operands.Length);
        }

        var needsPath = _function is
            Function.AttributeExists or Function.AttributeNotExists or Function.IfNotExists;
        if (needsPath && operands[0] is not PathOperand)
        {
            throw ExpressionErrors.PathRequired(kind, name);
        }
    }

    private void RequireTypes(Substitution substitution, AttributeType?[] types)
    {
        switch (_function)
        {
            case Function.Size when !Functions.HasSize(types[0]):
                throw ExpressionErrors.OperandType(substitution.Kind, name, types[0].ToString()!);
            case Function.AttributeType:
                RequireTypeName(substitution, types[1]);
                break;
            case Function.BeginsWith:
                RequireEach(substitution.Kind, types, static t => t is AttributeType.S or AttributeType.B);
                Distinctness.Require(name, operands[0], operands.AsSpan(1), substitution);
                break;
            case Function.ListAppend:
                RequireEach(substitution.Kind, types, static t => t is AttributeType.L);
                break;
            case Function.Contains:
                Distinctness.Require(name, operands[0], operands.AsSpan(1), substitution);
                break;
            default:
                break;
        }
    }

    private void RequireEach(ExpressionKind kind, AttributeType?[] types, Func<AttributeType, bool> fits)
    {
        foreach (var type in types)
        {
            if (type is { } known && !fits(known))
            {
                throw ExpressionErrors.OperandType(kind, name, known.ToString());
            }
        }
    }

    private void RequireTypeName(Substitution substitution, AttributeType? type)
    {
        if (type != AttributeType.S)
        {
            throw ExpressionErrors.OperandType(substitution.Kind, name, type?.ToString() ?? AnyType);
        }

        var typeName = ((StringValue)operands[1].Evaluate(Item.Empty, substitution)!).Text;
        if (!Enum.IsDefined(typeof(AttributeType), typeName))
        {
            throw ExpressionErrors.TypeName(substitution.Kind, typeName);
        }

        if (operands[0] is not PathOperand)
        {
            throw ExpressionErrors.PathRequired(substitution.Kind, name);
        }
    }
}
