using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>A transport that accepts the next connection only once the last has a place.</summary>
internal sealed class LimitedTransport(IConnectionListenerFactory inner, EdgeConnections connections)
    : IConnectionListenerFactory
{
    public async ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint, CancellationToken stop = default) =>
        new Listener(await inner.BindAsync(endpoint, stop), connections);

    private sealed class Listener(IConnectionListener inner, EdgeConnections connections) : IConnectionListener
    {
        private readonly CancellationTokenSource _ended = new();

        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken stop = default)
        {
            var connection = await inner.AcceptAsync(stop);
            if (connection is null)
            {
                return null;
            }

            try
            {
                await connections.EnterAsync(connection, _ended.Token);
                return connection;
            }
            catch (OperationCanceledException)
            {
                // The host stops: nothing is accepted any more.
                await connection.DisposeAsync();
                return null;
            }
        }

        public async ValueTask UnbindAsync(CancellationToken stop = default)
        {
            await _ended.CancelAsync();
            await inner.UnbindAsync(stop);
        }

        public async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            _ended.Dispose();
        }
    }
}
