using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.EventBridge.Persistence;

/// <summary>A rule's target in the journal.</summary>
internal static class EventTargetCodec
{
    public static void Write(RecordWriter to, EventTarget target)
    {
        to.Text(target.Id);
        to.Text(target.Arn);
        to.OptionalText(target.Input);
        to.OptionalText(target.InputPath);
        to.OptionalSignedNumber(target.RetryAttempts);
        to.OptionalSignedNumber(target.EventAgeSeconds);
        to.OptionalText(target.DeadLetterArn);
        to.OptionalText(target.MessageGroupId);
    }

    public static EventTarget Read(ref RecordReader from) =>
        ReadUngrouped(ref from) with { MessageGroupId = from.OptionalText() };

    /// <summary>As it was written before targets had message groups.</summary>
    public static EventTarget ReadUngrouped(ref RecordReader from) => new()
    {
        Id = from.Text(),
        Arn = from.Text(),
        Input = from.OptionalText(),
        InputPath = from.OptionalText(),
        RetryAttempts = (int?)from.OptionalSignedNumber(),
        EventAgeSeconds = (int?)from.OptionalSignedNumber(),
        DeadLetterArn = from.OptionalText(),
    };
}
