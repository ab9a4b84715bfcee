using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Users;

/// <summary>
/// One conditional update of a user, alone or in a transaction. Every attribute goes through a placeholder:
/// <c>name</c>, <c>status</c> and <c>domain</c> are reserved words
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html).
/// </summary>
/// <param name="table">Users, or TenantUsers where <paramref name="tenantId"/> is given.</param>
internal sealed class UserUpdate(string table, string userId, string? tenantId = null)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AttributeValue> _values = new(StringComparer.Ordinal);
    private readonly List<string> _sets = [];
    private readonly List<string> _removes = [];
    private readonly List<string> _conditions = [];

    /// <summary>The placeholder path of e.g. <c>metadata.steps.bucket</c>, for use in a condition.</summary>
    public string Path(string path)
    {
        var parts = path.Split('.');
        foreach (var part in parts)
        {
            _names["#" + part] = part;
        }

        return "#" + string.Join(".#", parts);
    }

    /// <summary>The placeholder of a value, for use in a condition.</summary>
    public string Value(AttributeValue value)
    {
        var name = ":v" + _values.Count.ToString(CultureInfo.InvariantCulture);
        _values.Add(name, value);
        return name;
    }

    public UserUpdate Set(string path, AttributeValue value)
    {
        _sets.Add($"{Path(path)} = {Value(value)}");
        return this;
    }

    /// <summary>Null leaves the attribute as it is.</summary>
    public UserUpdate Set(string path, string? value) =>
        value is null ? this : Set(path, new AttributeValue { S = value });

    public UserUpdate Remove(string path)
    {
        _removes.Add(Path(path));
        return this;
    }

    public UserUpdate RequireStatus(string status) =>
        Require($"{Path("metadata.status")} = {Value(new AttributeValue { S = status })}");

    public UserUpdate RequirePresent(string path) => Require($"attribute_exists({Path(path)})");

    public UserUpdate RequireAbsent(string path) => Require($"attribute_not_exists({Path(path)})");

    public UserUpdate Require(string condition)
    {
        _conditions.Add($"({condition})");
        return this;
    }

    /// <summary>Moves to a status, noting when and by which trace. At its end nothing of the user is due.</summary>
    public UserUpdate MoveTo(string status, DateTimeOffset now, string? traceparent)
    {
        Set("metadata.status", status).Touch(now, traceparent);
        return status is UserStatus.Completed or UserStatus.Failed ? NothingDue() : this;
    }

    /// <summary>Like <see cref="MoveTo"/>, but the user's domain is still to be verified.</summary>
    public UserUpdate CompleteUnverified(DateTimeOffset now, string? traceparent) =>
        Set("metadata.status", UserStatus.Completed).Touch(now, traceparent).Due(DueWork.UnverifiedOf(userId), now);

    /// <summary>Back to the beginning, as another attempt: what earlier ones made, the ledger still tells.</summary>
    public UserUpdate DriveAgain(int attempt, DateTimeOffset now, string? traceparent) =>
        MoveTo(UserStatus.Pending, now, traceparent)
            .Set("metadata.attempt", new AttributeValue { N = attempt.ToString(CultureInfo.InvariantCulture) })
            .Due(DueWork.OpenOf(userId), now)
            .Remove("metadata.fault");

    /// <param name="work">A key of <see cref="DueWork"/>.</param>
    public UserUpdate Due(string work, DateTimeOffset since) =>
        Set(DueWork.Attribute, work).Set(DueWork.SinceAttribute, Timestamp.Format(since));

    public UserUpdate NothingDue() => Remove(DueWork.Attribute).Remove(DueWork.SinceAttribute);

    public UserUpdate Touch(DateTimeOffset now, string? traceparent) =>
        Set("metadata.updatedAt", Timestamp.Format(now)).Set("trace", traceparent);

    /// <summary>False when the condition does not hold: a duplicate or an overtaken record, a normal path.</summary>
    public async Task<bool> ApplyAsync(IAmazonDynamoDB dynamoDb, CancellationToken stop) =>
        await SendAsync(dynamoDb, ReturnValue.NONE, stop) is not null;

    /// <summary>The user as the update left it; null when the condition does not hold.</summary>
    public async Task<UserItem?> ApplyAndReadAsync(IAmazonDynamoDB dynamoDb, CancellationToken stop) =>
        await SendAsync(dynamoDb, ReturnValue.ALL_NEW, stop) is { } response
            ? new UserItem(response.Attributes)
            : null;

    /// <summary>The update as a part of a transaction.</summary>
    public TransactWriteItem InTransaction() => new()
    {
        Update = new Update
        {
            TableName = table,
            Key = Key(),
            UpdateExpression = Expression(),
            ConditionExpression = Condition(),
            ExpressionAttributeNames = _names,
            ExpressionAttributeValues = _values,
        },
    };

    private async Task<UpdateItemResponse?> SendAsync(
        IAmazonDynamoDB dynamoDb, ReturnValue returnValues, CancellationToken stop)
    {
        var update = InTransaction().Update;
        try
        {
            return await dynamoDb.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = update.TableName,
                    Key = update.Key,
                    UpdateExpression = update.UpdateExpression,
                    ConditionExpression = update.ConditionExpression,
                    ExpressionAttributeNames = update.ExpressionAttributeNames,
                    ExpressionAttributeValues = update.ExpressionAttributeValues,
                    ReturnValues = returnValues,
                },
                stop);
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }

    private Dictionary<string, AttributeValue> Key()
    {
        var key = new Dictionary<string, AttributeValue> { ["userId"] = new() { S = userId } };
        if (tenantId is not null)
        {
            key.Add("tenantId", new AttributeValue { S = tenantId });
        }

        return key;
    }

    private string Expression()
    {
        string[] clauses = [Clause("SET", _sets), Clause("REMOVE", _removes)];
        return string.Join(' ', clauses.Where(clause => clause.Length > 0));

        static string Clause(string keyword, List<string> parts) =>
            parts.Count == 0 ? "" : $"{keyword} {string.Join(", ", parts)}";
    }

    private string Condition() => string.Join(" AND ", _conditions);
}
