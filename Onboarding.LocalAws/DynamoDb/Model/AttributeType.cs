namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>The ten data types of DynamoDB, named as they are on the wire.</summary>
internal enum AttributeType : byte
{
    S,
    N,
    B,
    BOOL,
    NULL,
    L,
    M,
    SS,
    NS,
    BS,
}
