using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>One operation of S3, whose requests name it by their route.</summary>
internal interface IS3Operation : IAwsOperation<S3Request>
{
    S3Route Route { get; }
}

/// <summary>What an operation of S3 is about.</summary>
internal enum S3Level
{
    Account,
    Bucket,
    Object,
}

/// <summary>How a request names an operation of S3.</summary>
/// <param name="Selector">
/// The query parameter of a sub-resource (<c>policy</c>), or what else tells two operations of one method apart: the
/// parameter <c>list-type</c>, the header <c>x-amz-copy-source</c>; null for the plain operation.
/// </param>
internal readonly record struct S3Route(string Method, S3Level Level, string? Selector = null);
