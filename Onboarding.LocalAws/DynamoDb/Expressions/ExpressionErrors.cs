using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// AWS's texts for faulty expressions, recorded from DynamoDB Local, whose parser is the service's own.
/// </summary>
internal static class ExpressionErrors
{
    public static AwsException Empty(ExpressionKind kind) => Invalid(kind, "The expression can not be empty;");

    public static AwsException TooLong(ExpressionKind kind, int sizeBytes) => Invalid(
        kind, $"Expression size has exceeded the maximum allowed size; expression size: {sizeBytes}");

    public static AwsException TooManyOperators(ExpressionKind kind, int count) =>
        Invalid(kind, $"The expression contains too many operators; operator count: {count}");

    public static AwsException Syntax(ExpressionKind kind, string token, string near) =>
        Invalid(kind, $"Syntax error; token: \"{token}\", near: \"{near}\"");

    public static AwsException RedundantParentheses(ExpressionKind kind) =>
        Invalid(kind, "The expression has redundant parentheses;");

    public static AwsException ReservedKeyword(ExpressionKind kind, string word) =>
        Invalid(kind, $"Attribute name is a reserved keyword; reserved keyword: {word}");

    public static AwsException IndexOutOfRange(ExpressionKind kind, string index) =>
        Invalid(kind, $"List index is not within the allowable range; index: [{index}]");

    public static AwsException PathTooDeep(ExpressionKind kind, int levels) =>
        Invalid(kind, $"The document path has too many nesting levels; nesting levels: {levels}");

    public static AwsException UnknownFunction(ExpressionKind kind, string function) =>
        Invalid(kind, $"Invalid function name; function: {function}");

    public static AwsException FunctionNotAllowed(ExpressionKind kind, string function)
    {
        var expression = kind == ExpressionKind.UpdateExpression ? "an update" : "a condition";
        return Invalid(kind, $"The function is not allowed in {expression} expression; function: {function}");
    }

    public static AwsException FunctionMisplaced(ExpressionKind kind, string function) => Invalid(
        kind, $"The function is not allowed to be used this way in an expression; function: {function}");

    public static AwsException OperandCount(ExpressionKind kind, string function, int count) => Invalid(
        kind,
        "Incorrect number of operands for operator or function; " +
        $"operator or function: {function}, number of operands: {count}");

    public static AwsException PathRequired(ExpressionKind kind, string function) => Invalid(
        kind, $"Operator or function requires a document path; operator or function: {function}");

    public static AwsException OperandType(ExpressionKind kind, string function, string type) => Invalid(
        kind,
        "Incorrect operand type for operator or function; " +
        $"operator or function: {function}, operand type: {type}");

    public static AwsException ActionOperandType(string action, string type) => Invalid(
        ExpressionKind.UpdateExpression,
        "Incorrect operand type for operator or function; " +
        $"operator: {action}, operand type: {type}, typeSet: ALLOWED_FOR_{action}_OPERAND");

    public static AwsException TypeName(ExpressionKind kind, string type) => Invalid(
        kind, $"Invalid attribute type name found; type: {type}, valid types: {{N,BS,L,B,NULL,M,S,SS,NS,BOOL}}");

    public static AwsException NotDistinct(ExpressionKind kind, string op, string path) => Invalid(
        kind,
        "The first operand must be distinct from the remaining operands for this operator or function; " +
        $"operator: {op}, first operand: {path}");

    public static AwsException TooManyInOperands(ExpressionKind kind, int count) =>
        Invalid(kind, $"The IN operator is provided with too many operands; number of operands: {count}");

    public static AwsException BetweenTypes(ExpressionKind kind, AttributeValue lower, AttributeValue upper) => Invalid(
        kind,
        "The BETWEEN operator requires same data type for lower and upper bounds; " +
        Bounds(lower, upper));

    public static AwsException BetweenOrder(ExpressionKind kind, AttributeValue lower, AttributeValue upper) => Invalid(
        kind,
        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; " +
        Bounds(lower, upper));

    public static AwsException UndefinedName(ExpressionKind kind, string name) => Invalid(
        kind,
        $"An expression attribute name used in the document path is not defined; attribute name: {name}");

    public static AwsException UndefinedValue(ExpressionKind kind, string value) =>
        Invalid(kind, $"An expression attribute value used in expression is not defined; attribute value: {value}");

    public static AwsException SectionTwice(string section) => Invalid(
        ExpressionKind.UpdateExpression,
        $"The \"{section}\" section can only be used once in an update expression;");

    public static AwsException PathsOverlap(ExpressionKind kind, string one, string two) => Invalid(
        kind,
        "Two document paths overlap with each other; must remove or rewrite one of these paths; " +
        $"path one: {one}, path two: {two}");

    public static AwsException PathsConflict(ExpressionKind kind, string one, string two) => Invalid(
        kind,
        "Two document paths conflict with each other; must remove or rewrite one of these paths; " +
        $"path one: {one}, path two: {two}");

    private static AwsException Invalid(ExpressionKind kind, string message) =>
        DynamoDbErrors.Validation($"Invalid {kind}: {message}");

    private static string Bounds(AttributeValue lower, AttributeValue upper) =>
        $"lower bound operand: AttributeValue: {{{lower.Type}:{lower}}}, " +
        $"upper bound operand: AttributeValue: {{{upper.Type}:{upper}}}";
}
