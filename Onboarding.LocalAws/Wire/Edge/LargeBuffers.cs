namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// Arrays for large bodies. They are reused while such bodies follow each other: the garbage collector lets
/// hundreds of megabytes of large arrays die before it looks at them, and the shared pool keeps some of every size for
/// every thread. Once none has been in use for a while they are given back to the system.
/// </summary>
internal static class LargeBuffers
{
    private const int StepSizeBytes = 256 * 1024;
    private const long KeptSizeBytesMax = 48L * 1024 * 1024;

    private static readonly TimeSpan IdleTimeMax = TimeSpan.FromSeconds(5);
    private static readonly Lock Lock = new();

    /// <summary>Smallest first.</summary>
    private static readonly List<byte[]> Kept = [];

    private static readonly ITimer Idle = TimeProvider.System.CreateTimer(
        _ => GiveBack(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private static long _keptSizeBytes;
    private static int _inUse;

    /// <returns>An array of that size or larger, with anything in it.</returns>
    public static byte[] Rent(int sizeBytes)
    {
        lock (Lock)
        {
            _inUse++;
            var index = Kept.FindIndex(a => a.Length >= sizeBytes);
            if (index >= 0)
            {
                var found = Kept[index];
                Kept.RemoveAt(index);
                _keptSizeBytes -= found.Length;
                return found;
            }
        }

        var steps = (sizeBytes + (long)StepSizeBytes - 1) / StepSizeBytes;
        return GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, steps * StepSizeBytes));
    }

    public static void Return(byte[] array)
    {
        lock (Lock)
        {
            if (_keptSizeBytes + array.Length <= KeptSizeBytesMax)
            {
                var index = Kept.FindIndex(a => a.Length >= array.Length);
                Kept.Insert(index < 0 ? Kept.Count : index, array);
                _keptSizeBytes += array.Length;
            }

            if (--_inUse == 0)
            {
                Idle.Change(IdleTimeMax, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private static void GiveBack()
    {
        lock (Lock)
        {
            if (_inUse > 0 || Kept.Count == 0)
            {
                return;
            }

            Kept.Clear();
            _keptSizeBytes = 0;
        }

        // Without allocations no collection would start; this one runs in the background and pauses no request.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
    }
}
