using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// HeadObject: GetObject without the body.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html.
/// </summary>
internal sealed class HeadObject : IS3Operation
{
    public string Name => "HeadObject";

    public S3Route Route { get; } = new("HEAD", S3Level.Object);

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:GetObject", S3Resources.Object)];

    public OperationMembers Members => GetObject.ReadMembers;

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop) => GetObject.SendAsync(request);
}
