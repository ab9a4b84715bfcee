namespace Onboarding.LocalAws.Template.Sam;

/// <summary>
/// SAM's Globals: the resource wins for single values, maps are merged, lists are the globals' items and then the
/// resource's
/// (SAM developer guide, sam-specification-template-anatomy-globals).
/// </summary>
internal sealed class GlobalsSection(TemplateMapping? section, ResourceTypes types)
{
    // SAM refuses these in Globals because they only make sense for one resource.
    private static readonly string[] FunctionOnly =
        ["Events", "FunctionName", "Policies", "ReservedConcurrentExecutions"];

    public void Check(TemplateFaults faults)
    {
        foreach (var entry in section?.Entries ?? [])
        {
            var allowed = entry.Key switch
            {
                "Function" => types[SamTypes.Function].Properties.Properties.Select(p => p.Name).Except(FunctionOnly),
                "HttpApi" => types[SamTypes.HttpApi].Properties.Properties.Select(p => p.Name),
                _ => null,
            };
            if (allowed is null)
            {
                faults.Add(
                    entry.KeyPosition,
                    $"Globals: '{entry.Key}' is not supported by Onboarding.LocalAws. Supported: Function, HttpApi.");
            }
            else if (entry.Value is TemplateMapping properties)
            {
                CheckNames(entry.Key, properties, [.. allowed.Order(StringComparer.Ordinal)], faults);
            }
            else
            {
                faults.Add(entry.Value.Position, $"Globals.{entry.Key} must be a map.");
            }
        }
    }

    /// <summary>The properties of one resource with its kind's globals; the kind is `Function` or `HttpApi`.</summary>
    public TemplateMapping Apply(string kind, TemplateMapping properties) =>
        section?.Find(kind) is TemplateMapping globals ? (TemplateMapping)Merge(globals, properties) : properties;

    private static void CheckNames(string kind, TemplateMapping properties, string[] allowed, TemplateFaults faults)
    {
        foreach (var property in properties.Entries)
        {
            if (allowed.Contains(property.Key))
            {
                continue;
            }

            faults.Add(
                property.KeyPosition,
                $"Globals.{kind}: property '{property.Key}' is not supported by Onboarding.LocalAws. "
                + $"Supported: {string.Join(", ", allowed)}.");
        }
    }

    private static TemplateNode Merge(TemplateNode global, TemplateNode local)
    {
        if (Intrinsics.IsCall(global, out _) || Intrinsics.IsCall(local, out _))
        {
            return local;
        }

        switch (global, local)
        {
            case (TemplateSequence first, TemplateSequence second):
                return second with { Items = [.. first.Items, .. second.Items] };
            case (TemplateMapping shared, TemplateMapping own):
                var merged = own;
                foreach (var entry in shared.Entries)
                {
                    merged = merged.With(entry.Key, own.Find(entry.Key) is { } value
                        ? Merge(entry.Value, value)
                        : entry.Value, entry.KeyPosition);
                }

                return merged;
            default:
                return local;
        }
    }
}
