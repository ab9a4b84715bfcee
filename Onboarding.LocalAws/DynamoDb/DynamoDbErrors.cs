using System.Diagnostics;
using System.Net;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb;

/// <summary>The error catalogue of DynamoDB: AWS's codes, statuses and texts.</summary>
internal static class DynamoDbErrors
{
    public const string ValidationCode = "ValidationException";

    public static AwsException Validation(string message) => Create(ValidationCode, message);

    /// <summary>A body whose JSON has not the shape of the request.</summary>
    public static AwsException Serialization(string message) => Create("SerializationException", message);

    /// <summary>A number out of DynamoDB's range; <paramref name="text"/> only where it came in a request.</summary>
    public static AwsException Number(NumberFault fault, string text = "") => Validation(fault switch
    {
        NumberFault.NotANumber when text.Length == 0 =>
            "The parameter cannot be converted to a numeric value",
        NumberFault.NotANumber =>
            $"The parameter cannot be converted to a numeric value: {text}",
        NumberFault.TooManyDigits =>
            "Attempting to store more than 38 significant digits in a Number",
        NumberFault.Overflow =>
            "Number overflow. Attempting to store a number with magnitude larger than supported range",
        NumberFault.Underflow =>
            "Number underflow. Attempting to store a number with magnitude smaller than supported range",
        _ => throw new UnreachableException(fault.ToString()),
    });

    public static AwsException NestingTooDeep() => Validation(
        "Nesting Levels have exceeded supported limits: " +
        "Attributes in the item have nested levels beyond supported limit");

    /// <summary>A value that is no deeper than allowed, put below a path that makes it so.</summary>
    public static AwsException UpdateNestsTooDeep() => Validation("Nesting Levels have exceeded supported limits");

    private static AwsException Create(string code, string message) =>
        new(new AwsError(code, (int)HttpStatusCode.BadRequest, message));
}
