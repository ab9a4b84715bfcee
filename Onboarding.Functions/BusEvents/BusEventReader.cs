using System.Buffers;
using System.Diagnostics;
using Onboarding.Functions.Hosting;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.BusEvents;

/// <summary>
/// For a rule whose target is the function: one event per invocation. Lambda repeats what fails, and its on-failure
/// destination has the rest.
/// </summary>
internal sealed class BusEventReader(IBusUseCase useCase) : IEventReader
{
    public IncomingEvent Read(ReadOnlyMemory<byte> payload) => new Single(useCase, BusEvent.Parse(payload));

    private sealed class Single(IBusUseCase useCase, BusEvent incoming) : IncomingEvent
    {
        public override string Trigger => "pubsub";

        // The bus passes no header on.
        public override ActivityContext? Parent => Traceparent.Parse(incoming.Traceparent);

        public override void Describe(Activity span) => BusSpans.Describe(span, incoming);

        public override async Task HandleAsync(InvocationContext context, IBufferWriter<byte> response)
        {
            await useCase.HandleAsync(incoming, context);
            response.Write("null"u8);
        }
    }
}
