using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>
/// What was wrong with attribute values while a request was read: AWS reports the constraints of every other member
/// first.
/// </summary>
/// <param name="Value">The first fault in an item or key.</param>
/// <param name="Argument">The first fault in ExpressionAttributeNames or ExpressionAttributeValues.</param>
internal readonly record struct DeferredFaults(AwsException? Value, AwsException? Argument)
{
    public void ThrowValueFault() => Throw(Value);

    public void ThrowArgumentFault() => Throw(Argument);

    public void ThrowIfAny() => Throw(Value ?? Argument);

    private static void Throw(AwsException? fault)
    {
        if (fault is not null)
        {
            throw fault;
        }
    }
}
