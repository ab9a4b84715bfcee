using System.Net.Sockets;
using System.Text;

namespace Onboarding.IntegrationTests.Memory;

/// <summary>Connections that send something and then nothing more, or as much as they can.</summary>
internal sealed class HeldConnections(Uri url) : IDisposable
{
    private readonly List<TcpClient> _held = [];

    /// <summary>Begins a request on each and leaves it at that.</summary>
    public async Task HoldAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\n");
        }
    }

    /// <summary>Sends a head and then zeros, until the other side has enough.</summary>
    /// <returns>The status line.</returns>
    public async Task<string> SendWithBodyAsync(string head, long sizeBytes)
    {
        var stream = await SendAsync(head);
        var zeros = new byte[64 * 1024];
        try
        {
            for (var sent = 0L; sent < sizeBytes; sent += zeros.Length)
            {
                await stream.WriteAsync(zeros.AsMemory(0, (int)Math.Min(zeros.Length, sizeBytes - sent)));
            }
        }
        catch (IOException)
        {
            // The other side takes no more: what it said before is still to be read.
            return await LineAsync(stream);
        }

        return await LineAsync(stream);
    }

    public void Dispose() => _held.ForEach(client => client.Dispose());

    private async Task<NetworkStream> SendAsync(string text)
    {
        var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port);
        lock (_held)
        {
            _held.Add(client);
        }

        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        return stream;
    }

    private static async Task<string> LineAsync(NetworkStream stream)
    {
        var line = new byte[12];
        try
        {
            await stream.ReadExactlyAsync(line);
            return Encoding.ASCII.GetString(line);
        }
        catch (IOException)
        {
            return "cut off";
        }
    }
}
