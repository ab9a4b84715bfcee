namespace Onboarding.LocalAws.HttpApi;

/// <summary>What events look like, and what answers may look like.</summary>
internal enum PayloadFormat
{
    /// <summary>That of REST APIs.</summary>
    Version1,

    Version2,
}
