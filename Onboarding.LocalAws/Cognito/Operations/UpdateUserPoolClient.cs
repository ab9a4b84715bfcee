using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// UpdateUserPoolClient: what is not given falls back to its default. Tokens that were issued keep their times.
/// Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html.
/// </summary>
internal sealed class UpdateUserPoolClient(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "UpdateUserPoolClient";

    public IReadOnlyCollection<string> Members { get; } =
        ["UserPoolId", "ClientId", "ClientName", .. ClientSettings.Changeable];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var pool = cognito.Pool(input);
        var id = input.RequiredText("ClientId");
        var now = cognito.Time.GetUtcNow();
        var client = cognito.Pools.UpdateClient(
            pool.Id, id, old => ClientSettings.Update(input, pool.Definition, old, now));
        ClientAnswer.Write(answer, client ?? throw CognitoErrors.NoClient(id));
        return ValueTask.CompletedTask;
    }
}
