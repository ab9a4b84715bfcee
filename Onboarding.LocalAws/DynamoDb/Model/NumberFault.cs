namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>Why a text or the result of an operation is no DynamoDB number.</summary>
internal enum NumberFault
{
    None,
    NotANumber,
    TooManyDigits,
    Overflow,
    Underflow,
}
