using System.Buffers;
using System.Globalization;
using System.Text;
using Onboarding.LocalAws.Lambda.EventSources;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

internal sealed class TestRecord(ulong position, int key, DateTimeOffset createdAt, string kind = "good")
    : StreamRecord(position, createdAt, (uint)key)
{
    public int Key { get; } = key;

    public string Kind { get; } = kind;

    public override string SequenceNumber => Position.ToString("D21", CultureInfo.InvariantCulture);

    protected override void Write(IBufferWriter<byte> buffer) => buffer.Write(
        Encoding.UTF8.GetBytes($$"""{"position":{{Position}},"key":{{Key}},"kind":"{{Kind}}"}"""));
}
