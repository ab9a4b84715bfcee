namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>AWS's words for how a mapping's last batch went: its LastProcessingResult.</summary>
internal static class ProcessingResult
{
    public const string None = "No records processed";
    public const string Ok = "OK";
    public const string Failed = "PROBLEM: Function call failed";
    public const string Throttled = "PROBLEM: Function call throttled";
    public const string PartiallyFailed = "PROBLEM: Partial batch failure";
}
