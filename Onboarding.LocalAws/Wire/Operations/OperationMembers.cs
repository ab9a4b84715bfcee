namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>
/// The members of an operation's request (docs/adr/0019-refuse-known-members-by-name.md). A member in neither list is
/// one that AWS does not know, and ignored.
/// </summary>
/// <param name="served">Those that have their effect here, or none at AWS either.</param>
internal sealed class OperationMembers(params string[] served)
{
    public static OperationMembers None { get; } = new();

    public IReadOnlyList<string> Served { get; } = served;

    /// <summary>Those that AWS knows and this emulator does not do: refused, not dropped.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];
}
