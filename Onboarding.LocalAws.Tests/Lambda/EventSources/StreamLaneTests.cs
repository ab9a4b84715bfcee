using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

public sealed class StreamLaneTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    public async Task Fills_a_batch_up_to_6_MB_and_then_does_not_wait_for_its_window(int bytesTooMany, int count)
    {
        const int payloadSizeBytesMax = 6 * 1024 * 1024;
        var settings = new StreamMappingSettings
        {
            Uuid = "u",
            FunctionName = "f",
            FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:f",
            EventSourceArn = "arn",
            StartingPosition = StartingPosition.TRIM_HORIZON,
            BatchingWindow = TimeSpan.FromSeconds(5),
            BatchSize = 2,
        };
        var time = new ManualTime();
        var lane = new StreamLane(settings, time);
        var first = new TestRecord(0, 1, time.GetUtcNow());
        var bare = new TestRecord(1, 1, time.GetUtcNow(), "").Json.Length;
        var room = payloadSizeBytesMax - EventPayload.FrameSizeBytes - first.Json.Length - ",".Length;
        var second = new TestRecord(1, 1, time.GetUtcNow(), new string('x', room - bare + bytesTooMany));
        lane.Add(first);
        lane.Add(second);
        // On a thread of its own: a lane that looks again and again never comes back.
        var batch = await Task.Run(() => lane.TakeBatchAsync(CancellationToken.None).AsTask()).InTimeAsync();
        Assert.Equal(count, batch?.Records.Count);
    }
}
