namespace Onboarding.LocalAws.Ses.Store;

/// <summary>Everything that can happen to the templates: the whole of what a journal has to keep.</summary>
internal abstract record EmailTemplateChange
{
    /// <summary>It is new, or replaces the one of its name.</summary>
    public sealed record Put(EmailTemplate Template) : EmailTemplateChange;

    public sealed record Removed(string Name) : EmailTemplateChange;

    public sealed record Cleared : EmailTemplateChange;
}
