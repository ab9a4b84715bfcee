namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>How the conditions of a filter or of Expected are joined; AND where it is not said.</summary>
internal enum ConditionalOperator
{
    OR,
    AND,
}
