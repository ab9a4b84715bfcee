using System.Diagnostics;
using System.Text.Json;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

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

    public IReadOnlyCollection<string> Members { get; } =
        ["UserPoolId", "ClientName", "GenerateSecret", .. ClientSettings.Changeable];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var pool = cognito.Pool(input);
        for (var attempt = 0; attempt < CountMax; attempt++)
        {
            var id = StableIds.Client(pool.Id, input.RequiredText("ClientName"), attempt);
            var client = ClientSettings.Create(input, pool.Definition, id, cognito.Time.GetUtcNow());
            switch (cognito.Pools.Add(client))
            {
                case ClientAddition.Added:
                    ClientAnswer.Write(answer, client);
                    return ValueTask.CompletedTask;
                case ClientAddition.IdTaken:
                    continue;
                case ClientAddition.NoPool:
                    throw CognitoErrors.NoPool(pool.Id);
                default:
                    throw new UnreachableException();
            }
        }

        throw CognitoErrors.TooManyAttempts();
    }
}
