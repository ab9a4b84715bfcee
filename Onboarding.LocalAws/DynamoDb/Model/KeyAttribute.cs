namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>One attribute of a key schema with its declared type: S, N or B.</summary>
internal readonly record struct KeyAttribute(string Name, AttributeType Type);
