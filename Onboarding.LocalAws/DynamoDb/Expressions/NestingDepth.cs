using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>Keeps updates from nesting deeper than a request may: a value can be set below a path.</summary>
internal static class NestingDepth
{
    /// <param name="value">The value to store.</param>
    /// <param name="depth">How many lists and maps are around it.</param>
    public static void Require(AttributeValue value, int depth)
    {
        if (value is not (ListValue or MapValue))
        {
            return;
        }

        if (depth + 1 >= AttributeValue.DepthMax)
        {
            throw DynamoDbErrors.UpdateNestsTooDeep();
        }

        if (value is ListValue list)
        {
            foreach (var element in list.Elements)
            {
                Require(element, depth + 1);
            }
        }
        else if (value is MapValue map)
        {
            foreach (ref readonly var member in map.Members.Attributes)
            {
                Require(member.Value, depth + 1);
            }
        }
    }
}
