using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

public sealed class CompactionScheduleTests
{
    [Fact]
    public void Is_due_when_the_changes_are_as_much_as_the_state()
    {
        var schedule = new CompactionSchedule(sizeBytesMin: 800, stateSizeBytes: 1_000, changedSizeBytes: 0);
        schedule.Changed(999);
        Assert.False(schedule.IsDue);
        schedule.Changed(1);
        Assert.True(schedule.IsDue);
        Assert.Equal(2_000, schedule.NeededSizeBytes);

        schedule.Begin();
        schedule.Changed(50);
        schedule.Succeed(stateSizeBytes: 100);
        Assert.Equal(150, schedule.NeededSizeBytes);
        schedule.Changed(749);
        Assert.False(schedule.IsDue);
        schedule.Changed(1);
        Assert.True(schedule.IsDue);
    }

    [Fact]
    public void After_failures_the_next_comes_after_ever_more_changes()
    {
        var schedule = new CompactionSchedule(sizeBytesMin: 800, stateSizeBytes: 0, changedSizeBytes: 800);
        List<int> steps = [];
        for (var failure = 0; failure < 6; failure++)
        {
            Assert.True(schedule.IsDue);
            schedule.Begin();
            schedule.Fail();
            Assert.True(schedule.HasFailed);
            var step = 0;
            for (; !schedule.IsDue; step++)
            {
                schedule.Changed(1);
            }

            steps.Add(step);
        }

        Assert.Equal([100, 200, 400, 800, 800, 800], steps);
        schedule.Begin();
        schedule.Succeed(stateSizeBytes: 1);
        Assert.False(schedule.HasFailed);
        Assert.False(schedule.IsDue);
    }
}
