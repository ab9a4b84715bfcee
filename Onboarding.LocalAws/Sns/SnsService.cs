using Onboarding.LocalAws.Sns.Operations;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sns;

/// <summary>SNS (query protocol): topics, without subscriptions and messages so far.</summary>
internal sealed class SnsService(SnsContext context)
    : QueryService("2010-03-31", "http://sns.amazonaws.com/doc/2010-03-31/")
{
    public override string Name => "SNS";

    public override string SigningName => "sns";

    /// <summary>A message has at most 256 KB; a form can write a byte in three.</summary>
    public override int BodySizeBytesMax => 1024 * 1024;

    protected override OperationTable<QueryCall> Operations { get; } =
        new(new CreateTopic(context), new ListTopics(context), new DeleteTopic(context));
}
