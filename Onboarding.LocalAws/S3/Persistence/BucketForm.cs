using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Persistence;

/// <summary>The settings of a bucket in the journal.</summary>
internal static class BucketForm
{
    public static void Write(RecordWriter to, BucketSettings settings)
    {
        to.OptionalText(settings.Policy);
        to.Flag(settings.PublicAccess is not null);
        if (settings.PublicAccess is { } access)
        {
            to.Flag(access.BlockPublicAcls);
            to.Flag(access.IgnorePublicAcls);
            to.Flag(access.BlockPublicPolicy);
            to.Flag(access.RestrictPublicBuckets);
        }

        to.Flag(settings.Tags is not null);
        if (settings.Tags is { } tags)
        {
            to.Pairs(tags);
        }

        to.Number((ulong)(settings.Cors?.Count ?? 0));
        foreach (var rule in settings.Cors ?? [])
        {
            WriteRule(to, rule);
        }
    }

    public static BucketSettings Read(ref RecordReader from)
    {
        var settings = ReadBeforeCors(ref from);
        List<CorsRule> rules = [];
        for (var count = from.Count(); count > 0; count--)
        {
            rules.Add(ReadRule(ref from));
        }

        return settings with { Cors = rules.Count == 0 ? null : rules };
    }

    public static BucketSettings ReadBeforeCors(ref RecordReader from) => new(
        from.OptionalText(),
        from.Flag() ? new PublicAccessBlock(from.Flag(), from.Flag(), from.Flag(), from.Flag()) : null,
        from.Flag() ? from.Pairs() : null);

    private static void WriteRule(RecordWriter to, CorsRule rule)
    {
        to.OptionalText(rule.Id);
        to.Texts(rule.AllowedOrigins);
        to.Texts(rule.AllowedMethods);
        to.Texts(rule.AllowedHeaders);
        to.Texts(rule.ExposeHeaders);
        to.OptionalSignedNumber(rule.MaxAgeSeconds);
    }

    private static CorsRule ReadRule(ref RecordReader from) => new(
        from.OptionalText(),
        from.Texts(),
        from.Texts(),
        from.Texts(),
        from.Texts(),
        (int?)from.OptionalSignedNumber());
}
