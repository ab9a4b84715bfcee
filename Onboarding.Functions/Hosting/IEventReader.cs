namespace Onboarding.Functions.Hosting;

/// <summary>A function's entry: turns a payload into an event that knows how to handle itself.</summary>
internal interface IEventReader
{
    IncomingEvent Read(ReadOnlyMemory<byte> payload);
}
