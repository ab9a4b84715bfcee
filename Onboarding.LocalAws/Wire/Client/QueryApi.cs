namespace Onboarding.LocalAws.Wire.Client;

/// <summary>One of AWS's APIs with the query protocol.</summary>
/// <param name="Service">As signatures name it.</param>
/// <param name="Version">The API's date.</param>
internal sealed record QueryApi(string Service, string Version)
{
    public static readonly QueryApi Sns = new("sns", "2010-03-31");
}
