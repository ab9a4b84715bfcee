using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Sns.Persistence;
using Onboarding.LocalAws.Sns.Store;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Sns;

/// <summary>Topics in a data folder, and of a template. Evidence: Local; AWS forgets nothing.</summary>
public sealed class KeptTopicTests : IDisposable
{
    private const string Template = """
        Resources:
          Users:
            Type: AWS::SNS::Topic
            Properties: { TopicName: users }
          Unnamed:
            Type: AWS::SNS::Topic
        Outputs:
          Arn: { Value: !Ref Users }
          Name: { Value: !GetAtt Unnamed.TopicName }
        """;

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Topics_survive_a_kill(bool compacted)
    {
        DataFolder killed;
        await using (var host = await StartAsync(_folder))
        {
            await host.CreateTopicAsync("kept");
            var gone = await host.CreateTopicAsync("gone");
            await host.SnsAsync("DeleteTopic", ("TopicArn", gone));
            if (compacted)
            {
                await host.Services.CompactAsync();
            }

            killed = _folder.Copy();
        }

        using (killed)
        {
            await using var next = await StartAsync(killed);
            Assert.Equal(["arn:aws:sns:us-east-1:123456789012:kept"], (await next.ListTopicsAsync()).Arns);
        }
    }

    [Fact]
    public async Task A_template_takes_its_topics_over()
    {
        for (var i = 0; i < 2; i++)
        {
            await using var host = await StartAsync(_folder);
            var stack = await host.DeployAsync(Template);
            Assert.Equal("arn:aws:sns:us-east-1:123456789012:users", stack.Outputs["Arn"]);
            Assert.EndsWith("-Unnamed", stack.Outputs["Name"], StringComparison.Ordinal);
            Assert.Equal(2, (await host.ListTopicsAsync()).Arns.Length);
        }
    }

    [Fact]
    public async Task A_reset_forgets_every_topic()
    {
        await using var host = await StartAsync(_folder);
        await host.CreateTopicAsync("users");
        using var reset = await host.Http.PostAsync("/_localaws/reset", null);
        reset.EnsureSuccessStatusCode();
        Assert.Empty((await host.ListTopicsAsync()).Arns);
    }

    [Fact]
    public void The_codec_reads_what_it_has_written_and_nothing_else()
    {
        TopicChange[] changes =
            [new TopicChange.Created(new Topic("t")), new TopicChange.Deleted("t"), new TopicChange.Cleared()];
        var codec = new TopicChangeCodec();
        Assert.All(changes, change => Assert.Equal(change, codec.Reread(change)));
        codec.MustRefuseWhatItHasNotWritten(changes);
    }

    private static Task<TestHost> StartAsync(DataFolder folder) =>
        TestHost.StartAsync(new LocalAwsOptions { DataFolder = new DirectoryInfo(folder.Path) });
}
