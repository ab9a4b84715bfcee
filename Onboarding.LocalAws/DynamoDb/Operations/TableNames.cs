using Onboarding.LocalAws.DynamoDb.Json;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// The names of tables: every operation takes the table's ARN in place of its name
/// (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html, TableName).
/// </summary>
internal static class TableNames
{
    private const string ArnPrefix = "arn:";
    private const string ResourcePrefix = ":table/";

    /// <summary>The name in an ARN; anything else as it is.</summary>
    public static string Strip(string nameOrArn)
    {
        if (!nameOrArn.StartsWith(ArnPrefix, StringComparison.Ordinal))
        {
            return nameOrArn;
        }

        var start = nameOrArn.IndexOf(ResourcePrefix, StringComparison.Ordinal);
        return start < 0 ? nameOrArn : nameOrArn[(start + ResourcePrefix.Length)..];
    }

    /// <summary>Operations on items: the model's constraints.</summary>
    public static void Check(string? nameOrArn, ref ConstraintFaults faults, bool isRequired = true) =>
        faults.Name(nameOrArn is null ? null : Strip(nameOrArn), "tableName", isRequired);

    /// <summary>Operations on tables check the name by hand, before the model's constraints.</summary>
    public static void Require(string? nameOrArn)
    {
        if (nameOrArn is null)
        {
            throw DynamoDbErrors.Validation("The parameter 'TableName' is required but was not present in the request");
        }

        var name = Strip(nameOrArn);
        if (name.Length is < 3 or > 255)
        {
            throw DynamoDbErrors.Validation(
                "TableName must be at least 3 characters long and at most 255 characters long");
        }

        var faults = default(ConstraintFaults);
        faults.Name(name, "tableName");
        faults.ThrowIfAny();
    }
}
