using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Ses.Store;

/// <summary>The templates that messages are made of, by name. Safe for concurrent use.</summary>
internal sealed class EmailTemplates(IChangeLog<EmailTemplateChange> log)
    : JournaledStore<EmailTemplateChange>(log, new EmailTemplateChange.Cleared())
{
    /// <summary>https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-api.html: 20,000 per region.</summary>
    public const int CountMax = 20_000;

    private readonly SortedDictionary<string, EmailTemplate> _byName = new(StringComparer.Ordinal);

    public Addition Add(EmailTemplate template)
    {
        lock (Gate)
        {
            if (_byName.ContainsKey(template.Name))
            {
                return Addition.Exists;
            }

            if (_byName.Count >= CountMax)
            {
                return Addition.TooMany;
            }

            CommitUnderLock(new EmailTemplateChange.Put(template));
            return Addition.Added;
        }
    }

    public EmailTemplate? Find(string name)
    {
        lock (Gate)
        {
            return _byName.GetValueOrDefault(name);
        }
    }

    /// <summary>In order of name.</summary>
    public IReadOnlyList<EmailTemplate> All()
    {
        lock (Gate)
        {
            return [.. _byName.Values];
        }
    }

    /// <returns>False where there is none of that name.</returns>
    public bool Update(string name, EmailTemplateContent content)
    {
        lock (Gate)
        {
            if (!_byName.TryGetValue(name, out var template))
            {
                return false;
            }

            CommitUnderLock(new EmailTemplateChange.Put(template with { Content = content }));
            return true;
        }
    }

    /// <returns>False where there is none of that name.</returns>
    public bool Remove(string name)
    {
        lock (Gate)
        {
            if (!_byName.ContainsKey(name))
            {
                return false;
            }

            CommitUnderLock(new EmailTemplateChange.Removed(name));
            return true;
        }
    }

    protected override IEnumerable<EmailTemplateChange> CaptureUnderLock() =>
        _byName.Values.ToArray().Select(t => new EmailTemplateChange.Put(t));

    protected override void ApplyUnderLock(EmailTemplateChange change)
    {
        switch (change)
        {
            case EmailTemplateChange.Put put:
                _byName[put.Template.Name] = put.Template;
                break;
            case EmailTemplateChange.Removed removed:
                _byName.Remove(removed.Name);
                break;
            case EmailTemplateChange.Cleared:
                _byName.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }
}
