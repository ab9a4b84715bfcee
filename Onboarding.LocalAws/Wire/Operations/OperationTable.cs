using System.Collections.Frozen;

namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>The operations of one service, by name.</summary>
internal sealed class OperationTable<TCall>(params IReadOnlyList<IAwsOperation<TCall>> operations)
{
    private readonly FrozenDictionary<string, IAwsOperation<TCall>> _byName =
        operations.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    public IReadOnlyList<IAwsOperation<TCall>> All { get; } = operations;

    /// <summary>Whether there is any that AWS takes from anyone.</summary>
    public bool HasUnsigned { get; } = operations.Any(o => !o.NeedsSignature);

    public IAwsOperation<TCall>? Find(ReadOnlySpan<char> name) =>
        _byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var operation) ? operation : null;
}
