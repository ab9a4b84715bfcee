using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>An entry of AttributeUpdates, as it was read: AWS's shape AttributeValueUpdate.</summary>
internal sealed class UpdateEntry
{
    public static readonly MemberTable<UpdateEntry> Table = new(
        new(
            "Action",
            static (ref reader, ref it) => it._actionText = reader.ReadString(),
            static (ref it, ref faults) => it._action = faults.Enum<AttributeAction>(
                it._actionText, "action", string.Join(", ", Enum.GetNames<AttributeAction>()))),
        new("Value", static (ref reader, ref it) => it._value = reader.ReadValue(ref it._fault)))
    {
        Shape = "AttributeValueUpdate",
    };

    private string? _actionText;
    private AttributeAction? _action;
    private AttributeValue? _value;
    private AwsException? _fault;

    public AttributeUpdate ToUpdate(string name) =>
        _fault is null ? new AttributeUpdate(name, _action ?? AttributeAction.PUT, _value).Checked() : throw _fault;
}
