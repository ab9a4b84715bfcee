using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Sqs.Query;

/// <summary>Errors of the query protocol, with the codes that SQS had before it had JSON.</summary>
internal sealed class SqsQueryErrorProtocol(string xmlNamespace) : IErrorProtocol
{
    private readonly QueryErrorProtocol _query = new(xmlNamespace);

    public string RequestIdHeader => _query.RequestIdHeader;

    public AwsError InternalError => _query.InternalError;

    public AwsError Unavailable => _query.Unavailable;

    public AwsError BodyTooLarge(int sizeBytesMax) => _query.BodyTooLarge(sizeBytesMax);

    public AwsError Describe(SignatureFault fault) => _query.Describe(fault);

    public ValueTask WriteAsync(AwsError error, AwsResponse response) =>
        _query.WriteAsync(error with { Code = SqsErrorProtocol.LegacyCode(error.Code) }, response);
}
