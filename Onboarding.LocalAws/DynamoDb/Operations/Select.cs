namespace Onboarding.LocalAws.DynamoDb.Operations;

internal enum Select
{
    ALL_ATTRIBUTES,
    ALL_PROJECTED_ATTRIBUTES,
    SPECIFIC_ATTRIBUTES,
    COUNT,
}
