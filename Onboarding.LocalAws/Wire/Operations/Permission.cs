namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>What a caller must be allowed to do.</summary>
/// <param name="Action">As a policy names it, for example <c>s3:ListAllMyBuckets</c>.</param>
/// <param name="Resource">
/// The ARN as AWS's reference writes it, with members of the request in braces:
/// <c>arn:aws:dynamodb:{Region}:{Account}:table/{TableName}</c>; <see cref="AnyResource"/> for an action without
/// resource-level permissions.
/// </param>
internal sealed record Permission(string Action, string Resource = Permission.AnyResource)
{
    public const string AnyResource = "*";

    /// <summary>
    /// The member of the request that makes the caller need it, as <c>Content.Raw</c>; null where every request does.
    /// </summary>
    public string? When { get; init; }
}
