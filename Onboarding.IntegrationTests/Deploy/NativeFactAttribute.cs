using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Deploy;

/// <summary>Skipped by name where this machine lacks what Native AOT needs; .ci/run installs it.</summary>
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute()
    {
        if (!SearchPath.Has("clang"))
        {
            Skip = "no clang, which links Native AOT executables";
        }
        else if (!SearchPath.Has("zip"))
        {
            Skip = "no zip, which packs them";
        }
        else if (PublishedBootstrap.OfThisMachine.Framework is null)
        {
            Skip = PublishedBootstrap.OfThisMachine.HowToGetIt;
        }
    }
}

/// <summary>Skipped by name where nothing here links for arm64, or the feed has no compiler pack for it.</summary>
internal sealed class CrossFactAttribute : FactAttribute
{
    public CrossFactAttribute()
    {
        if (!SearchPath.Has("aarch64-linux-gnu-gcc"))
        {
            Skip = "no aarch64-linux-gnu-gcc, which links for arm64";
        }
        else if (!SearchPath.Has("zip"))
        {
            Skip = "no zip, which packs executables";
        }
        else if (PublishedBootstrap.ForArm64.Framework is null)
        {
            Skip = PublishedBootstrap.ForArm64.HowToGetIt;
        }
    }
}
