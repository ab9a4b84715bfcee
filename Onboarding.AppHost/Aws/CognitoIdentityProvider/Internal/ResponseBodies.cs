using System.Text.Json;
using Amazon.CognitoIdentityProvider.Model;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.CognitoIdentityProvider.Internal;

/// <summary>Reads the answers; null where a member that every answer has is missing.</summary>
internal static class ResponseBodies
{
    public static AdminCreateUserResponse? AdminCreateUser(JsonElement root) =>
        root.TryGetProperty("User", out JsonElement user)
            ? new AdminCreateUserResponse
            {
                User = new UserType
                {
                    Attributes = Attributes(user, "Attributes"),
                    Username = JsonAnswer.Text(user, "Username"),
                    UserStatus = JsonAnswer.Text(user, "UserStatus"),
                },
            }
            : null;

    public static AdminGetUserResponse? AdminGetUser(JsonElement root) =>
        JsonAnswer.Text(root, "Username") is { } username
            ? new AdminGetUserResponse
            {
                UserAttributes = Attributes(root, "UserAttributes"),
                Username = username,
                UserStatus = JsonAnswer.Text(root, "UserStatus"),
            }
            : null;

    public static ListUserPoolsResponse? ListUserPools(JsonElement root)
    {
        if (!root.TryGetProperty("UserPools", out JsonElement pools))
        {
            return null;
        }

        List<UserPoolDescriptionType> read = [];
        foreach (JsonElement pool in pools.EnumerateArray())
        {
            read.Add(new UserPoolDescriptionType
            {
                Id = JsonAnswer.Text(pool, "Id"),
                Name = JsonAnswer.Text(pool, "Name"),
            });
        }

        return new ListUserPoolsResponse { UserPools = read, NextToken = JsonAnswer.Text(root, "NextToken") };
    }

    private static List<AttributeType> Attributes(JsonElement owner, string name)
    {
        List<AttributeType> read = [];
        if (!owner.TryGetProperty(name, out JsonElement attributes))
        {
            return read;
        }

        foreach (JsonElement attribute in attributes.EnumerateArray())
        {
            read.Add(new AttributeType
            {
                Name = JsonAnswer.Text(attribute, "Name"),
                Value = JsonAnswer.Text(attribute, "Value"),
            });
        }

        return read;
    }
}
