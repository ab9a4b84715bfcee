namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// The resources of DynamoDB's actions, members of the request in braces.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html.
/// </summary>
internal static class DynamoDbResources
{
    public const string Table = Prefix + "{TableName}";
    public const string TableOrIndex = Prefix + "{TableName}/index/{IndexName}";
    public const string BatchTable = Prefix + "{RequestItems}";
    public const string Tagged = "{ResourceArn}";
    public const string TransactGet = Prefix + "{TransactItems.Get.TableName}";
    public const string TransactConditionCheck = Prefix + "{TransactItems.ConditionCheck.TableName}";
    public const string TransactPut = Prefix + "{TransactItems.Put.TableName}";
    public const string TransactUpdate = Prefix + "{TransactItems.Update.TableName}";
    public const string TransactDelete = Prefix + "{TransactItems.Delete.TableName}";

    private const string Prefix = "arn:aws:dynamodb:{Region}:{Account}:table/";
}
