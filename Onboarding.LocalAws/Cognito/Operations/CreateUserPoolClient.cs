using System.Diagnostics;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// CreateUserPoolClient: an app client without a secret. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html.
/// </summary>
internal sealed class CreateUserPoolClient(CognitoContext context) : IAwsOperation<JsonCall>
{
    /// <summary>AWS's quota per pool.</summary>
    private const int CountMax = 1_000;

    public string Name => "CreateUserPoolClient";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:CreateUserPoolClient", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new(
        ["UserPoolId", "ClientName", "GenerateSecret", .. ClientSettings.Served])
    {
        Refused = ["ClientSecret", .. ClientSettings.Refused],
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var pool = context.Pool(input);
        for (var attempt = 0; attempt < CountMax; attempt++)
        {
            var id = StableIds.Client(pool.Id, input.RequiredText("ClientName"), attempt);
            var client = ClientSettings.Create(input, pool.Definition, id, context.Time.GetUtcNow());
            switch (context.Pools.Add(client))
            {
                case ClientAddition.Added:
                    ClientResponse.Write(call.Response, client);
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
