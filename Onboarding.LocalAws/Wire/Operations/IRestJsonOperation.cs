namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>An operation of a REST-JSON service.</summary>
internal interface IRestJsonOperation : IAwsOperation<RestJsonCall>
{
    RestJsonRoute Route { get; }

    /// <summary>
    /// True where the bodies are no objects of members, but one value each that is passed on as it is (Smithy's
    /// httpPayload). The operation then reads the request's bytes and sends the response itself.
    /// </summary>
    bool HasPayload => false;
}
