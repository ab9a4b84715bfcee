namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>Something for the writing thread to do between two batches, and who waits for it.</summary>
internal sealed class JournalTask(Action work)
{
    // A continuation must not run on the thread that writes the next batch.
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    /// <summary>A disk that is full or a file that cannot be made fails the task, and the journal goes on.</summary>
    /// <exception cref="Exception">Anything else: the journal cannot go on.</exception>
    public void Run()
    {
        try
        {
            work();
            _done.SetResult();
        }
        catch (Exception e)
        {
            Fail(e);
            if (e is not (IOException or UnauthorizedAccessException))
            {
                throw;
            }
        }
    }

    public void Fail(Exception why)
    {
        _done.SetException(why);
        // Observed here: a task without a waiter would end up as an unobserved exception.
        _ = _done.Task.Exception;
    }
}
