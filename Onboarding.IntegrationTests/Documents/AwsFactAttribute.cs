using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Documents;

/// <summary>Skipped by name without the AWS CLI; .ci/run installs it.</summary>
internal sealed class AwsFactAttribute : FactAttribute
{
    public AwsFactAttribute()
    {
        if (!SearchPath.Has("aws"))
        {
            Skip = "no AWS CLI";
        }
    }
}
