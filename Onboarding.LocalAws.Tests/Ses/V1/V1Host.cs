using System.Net;
using System.Xml.Linq;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Ses.V1;

/// <summary>SES's first API as a client of the wire sees it: no SDK package for it is on the feed.</summary>
internal static class V1Host
{
    public static readonly XNamespace Xml = "http://ses.amazonaws.com/doc/2010-12-01/";

    public static async Task<(HttpStatusCode Status, XElement Body)> SesV1Async(
        this TestHost host, string action, params (string Name, string Value)[] parameters)
    {
        var form = string.Join('&', parameters.Prepend(("Version", "2010-12-01")).Prepend(("Action", action))
            .Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}"));
        using var response = await host.SendSignedAsync(
            "ses", HttpMethod.Post, "/", form, "Content-Type: application/x-www-form-urlencoded");
        return (response.StatusCode, XElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    public static async Task<XElement> ResultAsync(
        this TestHost host, string action, params (string Name, string Value)[] parameters)
    {
        var (status, body) = await host.SesV1Async(action, parameters);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(Xml + (action + "Response"), body.Name);
        Assert.NotEmpty(body.Element(Xml + "ResponseMetadata")!.Element(Xml + "RequestId")!.Value);
        return body.Element(Xml + (action + "Result"))!;
    }

    public static async Task<(string Code, string Message)> FaultAsync(
        this TestHost host, string action, params (string Name, string Value)[] parameters)
    {
        var (_, body) = await host.SesV1Async(action, parameters);
        Assert.Equal(Xml + "ErrorResponse", body.Name);
        var error = body.Element(Xml + "Error")!;
        return (error.Element(Xml + "Code")!.Value, error.Element(Xml + "Message")!.Value);
    }
}
