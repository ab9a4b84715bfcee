using System.Text.Json;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// CreateUserPoolClient: an app client without a secret. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html.
/// </summary>
internal sealed class CreateUserPoolClient(CognitoContext cognito) : ICognitoOperation
{
    /// <summary>AWS's quota per pool.</summary>
    private const int CountMax = 1_000;

    public string Name => "CreateUserPoolClient";

    public IReadOnlyCollection<string> Members => ClientSettings.Members;

    public ValueTask ExecuteAsync(Members input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var pool = cognito.Pool(input);
        for (var attempt = 0; attempt < CountMax; attempt++)
        {
            var id = StableIds.Client(pool.Id, input.RequiredText("ClientName"), attempt);
            var client = ClientSettings.Read(input, pool.Definition, id, cognito.Time.GetUtcNow());
            if (!cognito.Pools.TryAdd(client)) continue;
            ClientAnswer.Write(answer, client);
            return ValueTask.CompletedTask;
        }

        throw CognitoErrors.TooManyAttempts();
    }
}
