using System.Collections.Concurrent;

namespace Onboarding.LocalAws.Sts.Store;

/// <summary>
/// The roles that may be assumed, by ARN. No journal keeps them: the template that declares them is provisioned at each
/// start. Safe for concurrent use.
/// </summary>
internal sealed class Roles
{
    private readonly ConcurrentDictionary<string, RoleDefinition> _byArn = new(StringComparer.Ordinal);

    public void Deploy(RoleDefinition role) => _byArn[role.Arn] = role;

    public RoleDefinition? Find(string arn) => _byArn.GetValueOrDefault(arn);

    public void Clear() => _byArn.Clear();
}
