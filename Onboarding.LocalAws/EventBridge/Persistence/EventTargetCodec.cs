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
        to.OptionalText(target.RoleArn);
        to.OptionalText(target.Transformer?.Template);
        if (target.Transformer is { } transformer)
        {
            to.Pairs(transformer.Paths);
        }
    }

    public static EventTarget Read(ref RecordReader from)
    {
        var target = ReadUntransformed(ref from) with { RoleArn = from.OptionalText() };
        return from.OptionalText() is { } template
            ? target with { Transformer = new InputTransformer(from.Pairs(), template) }
            : target;
    }

    /// <summary>As it was written before targets had roles and input transformers.</summary>
    public static EventTarget ReadUntransformed(ref RecordReader from) =>
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
