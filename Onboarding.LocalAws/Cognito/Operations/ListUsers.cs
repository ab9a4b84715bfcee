using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ListUsers, in the order of creation (AWS promises none). Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html.
/// </summary>
internal sealed class ListUsers(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "ListUsers";

    public IReadOnlyCollection<string> Members { get; } =
        ["UserPoolId", "AttributesToGet", "Filter", "Limit", "PaginationToken"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var pool = cognito.Pool(input);
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
        answer.WriteStartArray("Users"u8);
        foreach (var user in page.Users)
        {
            answer.WriteStartObject();
            UserAnswer.WriteUserType(answer, user, wanted is null ? null : wanted.Contains);
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
        if (page.Last is { } last)
        {
            answer.WriteString("PaginationToken"u8, Paging.Token(last));
        }

        return ValueTask.CompletedTask;
    }
}
