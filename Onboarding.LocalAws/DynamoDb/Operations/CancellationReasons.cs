using System.Text;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// Why each action of a transaction could not be done, in the order of the actions.
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html, CancellationReasons
/// </summary>
internal sealed class CancellationReasons(int actions)
{
    private readonly Reason?[] _reasons = new Reason?[actions];
    private bool _isCanceled;

    public void ConditionFailed(int action, Item? shown) =>
        Add(action, new Reason("ConditionalCheckFailed", DynamoDbErrors.ConditionFailedText, shown));

    public void Invalid(int action, AwsException fault) =>
        Add(action, new Reason("ValidationError", fault.Error.Message, null));

    public void ThrowIfCanceled()
    {
        if (!_isCanceled)
        {
            return;
        }

        var buffer = ResponseBuffer.Rent();
        var json = buffer.Json;
        json.WriteStartArray();
        foreach (var reason in _reasons)
        {
            json.WriteStartObject();
            json.WriteString("Code"u8, reason?.Code ?? "None");
            if (reason is not null)
            {
                json.WriteString("Message"u8, reason.Message);
            }

            if (reason?.Item is { } item)
            {
                json.WritePropertyName("Item"u8);
                AttributeValueWriter.WriteItem(json, item);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        var reasonsJson = Encoding.UTF8.GetString(buffer.Written.Span);
        buffer.Return();
        throw DynamoDbErrors.TransactionCanceled(
            string.Join(", ", _reasons.Select(r => r?.Code ?? "None")), reasonsJson);
    }

    private void Add(int action, Reason reason)
    {
        _reasons[action] = reason;
        _isCanceled = true;
    }

    private sealed record Reason(string Code, string Message, Item? Item);
}
