using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>The members of AWS's request that an operation refuses by name.</summary>
internal sealed class UnsupportedMembers(string operation, params IReadOnlyList<string> members)
{
    private readonly byte[][] _members = [.. members.Select(Encoding.UTF8.GetBytes)];

    public IReadOnlyList<string> Names => members;

    /// <summary>The refusal of the member that the reader stands on, or null where it is unknown to AWS.</summary>
    public AwsError? Find(in Utf8JsonReader reader)
    {
        foreach (var member in _members)
        {
            if (reader.ValueTextEquals(member))
            {
                return Unsupported.Feature("DynamoDB", operation, Encoding.UTF8.GetString(member));
            }
        }

        return null;
    }
}
