using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Users;

/// <summary>What came back of a user's mail: the attribute <c>mail</c>.</summary>
/// <param name="State">A <see cref="MailState"/>.</param>
/// <param name="IsTold">Whether the bus was told.</param>
internal sealed record UserMail(string State, string MessageId, string At, bool IsTold)
{
    /// <returns>Null where nothing came back.</returns>
    public static UserMail? Read(IReadOnlyDictionary<string, AttributeValue>? map) =>
        UserItem.Text(map, "state") is { } state
            ? new UserMail(
                state,
                UserItem.Text(map, "messageId") ?? "",
                UserItem.Text(map, "at") ?? "",
                UserItem.Text(map, "toldAt") is not null)
            : null;
}
