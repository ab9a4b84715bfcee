using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Sns.Store;

namespace Onboarding.LocalAws.Sns.Persistence;

/// <summary><see cref="TopicChange"/>s in the journal.</summary>
internal sealed class TopicChangeCodec : ChangeCodec<TopicChange>
{
    public TopicChangeCodec()
    {
        Kind(
            1,
            (to, created) => to.Text(created.Topic.Name),
            (ref from) => new TopicChange.Created(new Topic(from.Text())));
        Kind(2, (to, deleted) => to.Text(deleted.Name), (ref from) => new TopicChange.Deleted(from.Text()));
        Kind<TopicChange.Cleared>(3);
    }
}
