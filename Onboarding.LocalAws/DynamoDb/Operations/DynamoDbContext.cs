using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

internal sealed record DynamoDbContext(
    Database Database, ExpressionCompiler Expressions, AwsScope Scope, TimeProvider Time, RandomSource Random)
{
    /// <summary>The table of an operation on items, by name or ARN.</summary>
    /// <exception cref="AwsException">There is none.</exception>
    public Table RequireTable(string nameOrArn) =>
        Database.TryFind(TableNames.Strip(nameOrArn), out var table) ? table : throw DynamoDbErrors.ResourceNotFound();

    /// <summary>The table of an operation on tables, whose error names it.</summary>
    /// <exception cref="AwsException">There is none.</exception>
    public Table RequireNamedTable(string nameOrArn)
    {
        var name = TableNames.Strip(nameOrArn);
        return Database.TryFind(name, out var table) ? table : throw DynamoDbErrors.TableNotFound(name);
    }
}
