using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Hosting;

/// <summary>How many connections the edge takes: what the process's file limit leaves.</summary>
internal static partial class ConnectionLimit
{
    /// <summary>More than any laptop's tools hold; each takes some memory, too.</summary>
    public const int CountMax = 2_000;

    /// <summary>
    /// A connection's own socket, and one more for what it is there for: the other end, where a function in this
    /// process has made it, or a file that is read or written.
    /// </summary>
    private const int FilesPerConnection = 2;

    /// <summary>Assemblies that are loaded later, at two files each, the journal, pipes of processes.</summary>
    private const int Reserve = 150;

    /// <summary>
    /// With few files to spare they are counted before each connection: what must stay free for the next assemblies,
    /// and for the calls that functions are about to make.
    /// </summary>
    private const int FreeMin = 16;

    /// <summary>What a whole stack with functions in this process takes, with a few clients.</summary>
    private const int ComfortableLimit = 512;

    public static EdgeConnections Now(ILogger logger)
    {
        var limit = OpenFiles.Limit();
        if (limit < ComfortableLimit)
        {
            LogFewFiles(logger, limit.Value, ComfortableLimit);
        }

        return Of(limit, OpenFiles.Count);
    }

    /// <param name="limit">Null for none.</param>
    public static EdgeConnections Of(long? limit, Func<int> countOpen)
    {
        if (limit is not { } files || files - countOpen() - Reserve >= CountMax * FilesPerConnection)
        {
            return new EdgeConnections(CountMax);
        }

        return new EdgeConnections(CountMax, () => files - countOpen() >= FreeMin);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "This process may have no more than {Limit} files open, sockets "
        + "among them: connections will wait for each other; ulimit -n {Comfortable} gives it room")]
    private static partial void LogFewFiles(ILogger logger, long limit, int comfortable);
}
