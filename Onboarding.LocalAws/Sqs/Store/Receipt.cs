using System.Globalization;
using System.Text;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>What a receipt handle stands for: one receiving of one message. Opaque to clients.</summary>
internal readonly record struct Receipt(string Queue, string MessageId, int ReceiveCount)
{
    public static string HandleOf(string queue, SqsMessage message) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{queue} {message.MessageId} {message.ReceiveCount}")));

    /// <returns>Null where the text is no handle of ours.</returns>
    public static Receipt? Parse(string handle)
    {
        var bytes = new byte[handle.Length];
        if (!Convert.TryFromBase64String(handle, bytes, out var written))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, written).Split(' ');
        return parts.Length == 3
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new Receipt(parts[0], parts[1], count)
            : null;
    }
}
