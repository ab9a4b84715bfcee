using System.Diagnostics;

namespace Onboarding.LocalAws.Hosting.Runtime;

/// <summary>
/// The caller's span as Lambda names it:
/// <c>Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1</c>
/// (https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader).
/// </summary>
internal static class TraceParent
{
    /// <returns>Default where the header is absent or has another form.</returns>
    public static ActivityContext Read(string? header)
    {
        string root = "", parent = "", sampled = "0";
        foreach (var field in (header ?? "").Split(';'))
        {
            _ = field.Split('=') switch
            {
                ["Root", var value] => root = value,
                ["Parent", var value] => parent = value,
                ["Sampled", var value] => sampled = value,
                _ => "",
            };
        }

        // 1-{8 digits}-{24 digits} is the W3C id of 32 digits with dashes.
        var trace = root.Split('-') is ["1", { Length: 8 } time, { Length: 24 } unique] ? time + unique : "";
        return ActivityContext.TryParse($"00-{trace}-{parent}-0{sampled}", null, isRemote: true, out var context)
            ? context
            : default;
    }
}
