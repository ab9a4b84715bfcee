using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ListUsers, in the order of creation (AWS promises none). Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html.
/// </summary>
internal sealed class ListUsers(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ListUsers";

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:ListUsers", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new(
        "UserPoolId", "AttributesToGet", "Filter", "Limit", "PaginationToken");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        var pool = context.Pool(input);
        var wanted = input.Texts("AttributesToGet");
        foreach (var name in wanted ?? [])
        {
            if (pool.Definition.Schema.Find(name) is null)
            {
                throw CognitoErrors.InvalidParameter("One or more requested attributes do not exist.");
            }
        }

        // 0 counts as none: the SDKs send it for an unset number.
        var limit = input.Integer("Limit") is 0 ? 60 : Paging.Size(input, "Limit", max: 60);
        var page = pool.List(
            UserFilter.Parse(input.Text("Filter")), Paging.Position(input.Text("PaginationToken")), limit);
        response.WriteStartArray("Users"u8);
        foreach (var user in page.Users)
        {
            response.WriteStartObject();
            UserResponse.WriteUserType(response, user, wanted is null ? null : wanted.Contains);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (page.Last is { } last)
        {
            response.WriteString("PaginationToken"u8, Paging.Token(last));
        }

        return ValueTask.CompletedTask;
    }
}
