using System.Text.Json;
using Amazon.CognitoIdentityProvider.Model;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.CognitoIdentityProvider.Internal;

/// <summary>Reads the answers; null where a member that every answer has is missing.</summary>
internal static class ResponseBodies
{
    public static AdminCreateUserResponse? AdminCreateUser(JsonElement root) =>
        root.TryGetProperty("User", out var user)
            ? new AdminCreateUserResponse
            {
                User = new UserType
                {
                    Attributes = Attributes(user, "Attributes"),
                    Username = JsonResponse.Text(user, "Username"),
                    UserStatus = Status(user),
                },
            }
            : null;

    public static AdminGetUserResponse? AdminGetUser(JsonElement root) =>
        JsonResponse.Text(root, "Username") is { } username
            ? new AdminGetUserResponse
            {
                UserAttributes = Attributes(root, "UserAttributes"),
                Username = username,
                UserStatus = Status(root),
            }
            : null;

    public static ListUserPoolsResponse? ListUserPools(JsonElement root)
    {
        if (!root.TryGetProperty("UserPools", out var pools))
        {
            return null;
        }

        List<UserPoolDescriptionType> read = [];
        foreach (var pool in pools.EnumerateArray())
        {
            read.Add(new UserPoolDescriptionType
            {
                Id = JsonResponse.Text(pool, "Id"),
                Name = JsonResponse.Text(pool, "Name"),
            });
        }

        return new ListUserPoolsResponse { UserPools = read, NextToken = JsonResponse.Text(root, "NextToken") };
    }

    private static UserStatusType? Status(JsonElement owner) =>
        JsonResponse.Text(owner, "UserStatus") is { } status ? UserStatusType.FindValue(status) : null;

    private static List<AttributeType> Attributes(JsonElement owner, string name)
    {
        List<AttributeType> read = [];
        if (!owner.TryGetProperty(name, out var attributes))
        {
            return read;
        }

        foreach (var attribute in attributes.EnumerateArray())
        {
            read.Add(new AttributeType
            {
                Name = JsonResponse.Text(attribute, "Name"),
                Value = JsonResponse.Text(attribute, "Value"),
            });
        }

        return read;
    }
}
