using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Onboarding.LocalAws.Tests.Wire.Edge;

/// <summary>Requests as bytes, for request lines and hosts that no HTTP client sends.</summary>
internal static class RawHead
{
    /// <param name="head">Request line and headers, a line each.</param>
    /// <returns>Status and everything behind the status line.</returns>
    public static async Task<(int Status, string Text)> SendAsync(Uri edge, params string[] head)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(edge.Host, edge.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            string.Join("\r\n", [.. head, "Connection: close", "Content-Length: 0", "", ""])));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await reader.ReadToEndAsync();
        return (int.Parse(answer.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture), answer[12..]);
    }
}
