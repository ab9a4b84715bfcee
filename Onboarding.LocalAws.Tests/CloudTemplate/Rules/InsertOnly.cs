using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Tests.CloudTemplate.Rules;

/// <summary>
/// The audit log only grows: PutItem is the one action that writes there, of one function, which makes it conditional;
/// an action that changes, deletes or replaces is no role's.
/// </summary>
internal static class InsertOnly
{
    private const string Log = "AuditLog";
    private const string Writer = "AuditFunction";

    private static readonly string[] Writing =
    [
        "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:DeleteTable", "dynamodb:ImportTable",
        "dynamodb:PartiQLDelete", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate", "dynamodb:PutItem",
        "dynamodb:PutResourcePolicy", "dynamodb:RestoreTableFromBackup", "dynamodb:RestoreTableToPointInTime",
        "dynamodb:UpdateItem", "dynamodb:UpdateTable", "dynamodb:UpdateTimeToLive",
    ];

    public static IEnumerable<TemplateFault> Check(CloudTemplateText template) =>
        template.Statements.Where(Allows).SelectMany(InStatement);

    private static bool Allows(PolicyStatement statement) =>
        statement.Body.FindText("Effect") != "Deny" && Covers(statement);

    /// <summary>Also by a wildcard, and by what cannot be told to be another table.</summary>
    private static bool Covers(PolicyStatement statement) => statement.Body.Find("NotResource") is not null
        || statement.Resources.Any(resource =>
            resource.Value.Contains(Log, StringComparison.Ordinal)
            || resource.Value is "*"
            || (resource.Value.Contains(":dynamodb:", StringComparison.Ordinal) && resource.Value.Contains('*')));

    private static IEnumerable<TemplateFault> InStatement(PolicyStatement statement)
    {
        if (statement.Body.Find("NotAction") is { } all)
        {
            yield return statement.Fault(all.Position, $"it may change the {Log}: NotAction allows all but a few");
        }

        foreach (var action in statement.Actions.Where(action => MayWrite(statement, action.Value)))
        {
            yield return statement.Fault(action.Position, $"it may change the {Log}: '{action.Value}'");
        }
    }

    private static bool MayWrite(PolicyStatement statement, string action)
    {
        if (action == "dynamodb:PutItem" && statement.Owner == Writer)
        {
            return false;
        }

        var wildcard = action.IndexOfAny(['*', '?']);
        return wildcard < 0
            ? Writing.Contains(action, StringComparer.OrdinalIgnoreCase)
            : Writing.Any(writing => writing.StartsWith(action[..wildcard], StringComparison.OrdinalIgnoreCase));
    }
}
