namespace Onboarding.LocalAws.Template;

/// <summary>
/// Bounds for what a template may cost to read. Size, resources, parameters and outputs are CloudFormation's own quotas
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html); the others only keep
/// a hostile file from taking the host down.
/// </summary>
internal static class TemplateLimits
{
    public const int SizeBytesMax = 1024 * 1024;
    public const int ResourcesMax = 500;
    public const int ParametersMax = 200;
    public const int OutputsMax = 200;
    public const int DepthMax = 64;
    public const int NodesMax = 100_000;

    /// <summary>Nested Ref → property → Ref chains, and results of Join and Sub.</summary>
    public const int ResolvedTextMax = 256 * 1024;
}
