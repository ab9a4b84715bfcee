using System.Collections.Concurrent;
using System.Text.Json;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Resources;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>
/// AWS::Cognito::UserPool and its clients: what a data folder has kept is found by its name and brought to the
/// template's settings by UpdateUserPool and UpdateUserPoolClient; the rest is created.
/// </summary>
internal sealed class UserPoolProvisioner(WireClient wire, StackTemplate template)
{
    private const string Prefix = "AWSCognitoIdentityProviderService";
    private const int PageSize = 60;

    /// <summary>AWS's quota of pools, and of clients per pool, is 1,000.</summary>
    private const int PagesMax = 1_000 / PageSize + 1;

    /// <summary>Whose each name is: the next start has only the names to tell resources apart.</summary>
    private readonly ConcurrentDictionary<(string? PoolId, string Name), string> _owners = [];

    /// <exception cref="ProvisioningException">
    /// The endpoint refused a call, or has a pool of that name with settings that no update changes.
    /// </exception>
    public async Task CreatePoolAsync(
        TemplateResource resource, string name, TemplateMapping properties, CancellationToken stop)
    {
        Claim(resource, poolId: null, name);
        byte[] wanted = CreateBody.Write("PoolName", name, properties, CognitoUserPool.CreateUserPool);
        JsonElement pool = await FindPoolAsync(name, stop) is { } kept
            ? await UpdatePoolAsync(kept, wanted, properties, stop)
            : (await CallAsync("CreateUserPool", wanted, stop)).GetProperty("UserPool");
        string id = pool.GetProperty("Id").GetString()!;
        string edge = template.Stack.EdgeUrl;
        template.SetCreated(resource.LogicalId, "Ref", id);
        template.SetCreated(resource.LogicalId, "UserPoolId", id);
        template.SetCreated(resource.LogicalId, "Arn", pool.GetProperty("Arn").GetString()!);
        // In AWS cognito-idp.{region}.amazonaws.com/{id}: the issuer of the pool's tokens, here as there.
        template.SetCreated(resource.LogicalId, "ProviderURL", $"{edge}/{id}");
        template.SetCreated(resource.LogicalId, "ProviderName", $"{new Uri(edge).Authority}/{id}");
    }

    /// <exception cref="ProvisioningException">The endpoint refused a call.</exception>
    public async Task CreateClientAsync(
        TemplateResource resource, string name, TemplateMapping properties, CancellationToken stop)
    {
        string poolId = properties.RequiredText("UserPoolId");
        Claim(resource, poolId, name);
        string? kept = await FindClientAsync(poolId, name, stop);
        (string operation, byte[] body) = kept is null
            ? ("CreateUserPoolClient", CreateBody.Write(
                "ClientName", name, properties, CognitoUserPoolClient.CreateUserPoolClient))
            : ("UpdateUserPoolClient", CreateBody.Write(
                "ClientId", kept, properties, CognitoUserPoolClient.UpdateUserPoolClient));
        JsonElement client = (await CallAsync(operation, body, stop)).GetProperty("UserPoolClient");
        string id = client.GetProperty("ClientId").GetString()!;
        template.SetCreated(resource.LogicalId, "Ref", id);
        template.SetCreated(resource.LogicalId, "ClientId", id);
    }

    private async Task<JsonElement> UpdatePoolAsync(
        string id, byte[] wanted, TemplateMapping properties, CancellationToken stop)
    {
        JsonElement answer = await CallAsync("DescribeUserPool", new UserPoolQuery { UserPoolId = id }.ToJson(), stop);
        JsonElement pool = answer.GetProperty("UserPool");
        using var request = JsonDocument.Parse(wanted);
        if (KeptUserPool.Difference(request.RootElement, pool) is { } difference)
        {
            throw new ProvisioningException(
                $"the user pool {id} is there already and differs in {difference}; delete it (DeleteUserPool) or start "
                + "with another data folder");
        }

        byte[] update = CreateBody.Write("UserPoolId", id, properties, CognitoUserPool.UpdateUserPool);
        await CallAsync("UpdateUserPool", update, stop);
        return pool;
    }

    private Task<string?> FindPoolAsync(string name, CancellationToken stop) => FindAsync(
        "ListUserPools",
        new UserPoolQuery { MaxResults = PageSize },
        answer => answer.GetProperty("UserPools").EnumerateArray()
            .Where(pool => pool.GetProperty("Name").ValueEquals(name))
            .Select(pool => pool.GetProperty("Id").GetString()!),
        $"user pools are named '{name}'",
        stop);

    private Task<string?> FindClientAsync(string poolId, string name, CancellationToken stop) => FindAsync(
        "ListUserPoolClients",
        new UserPoolQuery { UserPoolId = poolId, MaxResults = PageSize },
        answer => answer.GetProperty("UserPoolClients").EnumerateArray()
            .Where(client => client.GetProperty("ClientName").ValueEquals(name))
            .Select(client => client.GetProperty("ClientId").GetString()!),
        $"clients of the user pool {poolId} are named '{name}'",
        stop);

    /// <param name="read">The ids on a page that have the name.</param>
    /// <returns>Null where there is none.</returns>
    private async Task<string?> FindAsync(
        string operation,
        UserPoolQuery query,
        Func<JsonElement, IEnumerable<string>> read,
        string what,
        CancellationToken stop)
    {
        List<string> ids = [];
        for (int page = 0; page < PagesMax; page++)
        {
            JsonElement answer = await CallAsync(operation, query.ToJson(), stop);
            ids.AddRange(read(answer));
            if (!answer.TryGetProperty("NextToken", out JsonElement token))
            {
                break;
            }

            query = query with { NextToken = token.GetString() };
        }

        return ids.Count <= 1
            ? ids.SingleOrDefault()
            : throw new ProvisioningException(
                $"{ids.Count} {what}: {string.Join(", ", ids)}; delete those that are not the template's");
    }

    /// <exception cref="ProvisioningException">Another resource has the name.</exception>
    private void Claim(TemplateResource resource, string? poolId, string name)
    {
        string owner = _owners.GetOrAdd((poolId, name), resource.LogicalId);
        if (owner != resource.LogicalId)
        {
            throw new ProvisioningException($"its name '{name}' is that of {owner}, too; give it another");
        }
    }

    private async Task<JsonElement> CallAsync(string operation, byte[] body, CancellationToken stop)
    {
        WireAnswer answer = await wire.CallAsync("cognito-idp", $"{Prefix}.{operation}", "1.1", body, stop);
        if (!answer.IsSuccess)
        {
            throw new ProvisioningException($"{operation}: {answer.Describe()}");
        }

        using JsonDocument document = answer.ParseJson();
        return document.RootElement.Clone();
    }
}
