using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Persistence;

/// <summary><see cref="SendingAccountChange"/>s in the journal.</summary>
internal sealed class SendingAccountChangeCodec : ChangeCodec<SendingAccountChange>
{
    public SendingAccountChangeCodec()
    {
        Kind(
            1,
            (to, put) => WriteSet(to, put.Set),
            (ref from) => new SendingAccountChange.SetPut(ReadSet(ref from)));
        Kind(2, (to, removed) => to.Text(removed.Name), (ref from) => new SendingAccountChange.SetRemoved(from.Text()));
        Kind(
            3,
            (to, suppressed) =>
            {
                to.Text(suppressed.Address.Address);
                to.Byte((byte)suppressed.Address.Reason);
                to.Time(suppressed.Address.UpdatedAt);
            },
            (ref from) => new SendingAccountChange.Suppressed(
                new SuppressedAddress(from.Text(), ReadEnum<SuppressionReason>(ref from), from.Time())));
        Kind(
            4,
            (to, released) => to.Text(released.Address),
            (ref from) => new SendingAccountChange.Released(from.Text()));
        Kind(
            5,
            (to, put) => WriteEnums(to, put.Reasons),
            (ref from) => new SendingAccountChange.ReasonsPut(ReadEnums<SuppressionReason>(ref from)));
        Kind(
            6,
            (to, put) => WriteDetails(to, put.Details),
            (ref from) => new SendingAccountChange.DetailsPut(ReadDetails(ref from)));
        Kind<SendingAccountChange.Cleared>(7);
    }

    private static void WriteSet(RecordWriter to, ConfigurationSet set)
    {
        to.Text(set.Name);
        to.Flag(set.IsSendingEnabled);
        to.Flag(set.SuppressedReasons is not null);
        if (set.SuppressedReasons is { } reasons)
        {
            WriteEnums(to, reasons);
        }

        to.Pairs(set.Tags);
        to.Number((ulong)set.Destinations.Count);
        foreach (var destination in set.Destinations)
        {
            to.Text(destination.Name);
            to.Flag(destination.IsEnabled);
            WriteEnums(to, destination.Types);
            to.Text(destination.EventBusArn);
        }
    }

    private static ConfigurationSet ReadSet(ref RecordReader from)
    {
        var set = new ConfigurationSet(from.Text())
        {
            IsSendingEnabled = from.Flag(),
            SuppressedReasons = from.Flag() ? ReadEnums<SuppressionReason>(ref from) : null,
            Tags = from.Pairs(),
        };
        var destinations = new EventDestination[from.Count()];
        for (var i = 0; i < destinations.Length; i++)
        {
            destinations[i] = new EventDestination(
                from.Text(), from.Flag(), ReadEnums<MailEventType>(ref from), from.Text());
        }

        return set with { Destinations = destinations };
    }

    private static void WriteDetails(RecordWriter to, AccountDetails details)
    {
        to.Text(details.MailType);
        to.Text(details.WebsiteUrl);
        to.Text(details.ContactLanguage);
        to.Text(details.UseCase);
        to.Texts(details.Contacts);
        to.Text(details.CaseId);
    }

    private static AccountDetails ReadDetails(ref RecordReader from) =>
        new(from.Text(), from.Text(), from.Text(), from.Text(), from.Texts(), from.Text());

    private static void WriteEnums<T>(RecordWriter to, IReadOnlyList<T> values)
        where T : struct, Enum
    {
        to.Number((ulong)values.Count);
        foreach (var value in values)
        {
            to.Byte((byte)(int)(object)value);
        }
    }

    private static T[] ReadEnums<T>(ref RecordReader from)
        where T : struct, Enum
    {
        var values = new T[from.Count()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ReadEnum<T>(ref from);
        }

        return values;
    }

    private static T ReadEnum<T>(ref RecordReader from)
        where T : struct, Enum =>
        (T)Enum.ToObject(typeof(T), from.Byte()) is var value && Enum.IsDefined(value)
            ? value
            : throw new FormatException($"There is no such {typeof(T).Name}.");
}
