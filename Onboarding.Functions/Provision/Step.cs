namespace Onboarding.Functions.Provision;

/// <summary>The names of the steps in the ledger, in the order in which they happen.</summary>
internal static class Step
{
    public const string Bucket = "bucket";
    public const string BucketPolicy = "bucketPolicy";
    public const string WelcomeMail = "welcomeMail";
}
