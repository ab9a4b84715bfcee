using System.Net;
using System.Net.Sockets;

namespace Onboarding.AppHost.Dashboard;

/// <summary>
/// Where one run's dashboard listens, also after a restart. Its usual port belongs to one host at a time, which holds a
/// locked file: a port that is only looked at may be taken by a host that starts at the same moment.
/// </summary>
internal sealed class DashboardAddresses : IDisposable
{
    private const int PreferredPort = 18888;

    private readonly FileStream? _claim;

    private DashboardAddresses(FileStream? claim)
    {
        _claim = claim;
        Frontend = Loopback(claim is null ? FreePort() : PreferredPort);
        OtlpHttp = Loopback(FreePort());
        OtlpGrpc = Loopback(FreePort());
    }

    public Uri Frontend { get; }

    /// <summary>OTLP over HTTP (protobuf).</summary>
    public Uri OtlpHttp { get; }

    public Uri OtlpGrpc { get; }

    /// <param name="folder">Where the hosts of this machine meet.</param>
    public static DashboardAddresses Choose(string folder)
    {
        var claim = TryClaim(Path.Combine(folder, $"onboarding-dashboard-{PreferredPort}.lock"));
        if (claim is not null && !IsFree(PreferredPort))
        {
            claim.Dispose();
            claim = null;
        }

        return new DashboardAddresses(claim);
    }

    /// <summary>The lock ends with the process that has it, also with one that is killed.</summary>
    public void Dispose() => _claim?.Dispose();

    /// <returns>Null where another host has it, or the file is another user's.</returns>
    private static FileStream? TryClaim(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Uri Loopback(int port) => new($"http://127.0.0.1:{port}");

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Another process may take the port before the dashboard does: it then stops, and says so.</summary>
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
