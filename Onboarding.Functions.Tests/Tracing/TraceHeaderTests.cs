using System.Diagnostics;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.Tests.Tracing;

public sealed class TraceHeaderTests
{
    private const string W3C = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01";
    private const string XRay = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    [Fact]
    public void Both_headers_name_the_same_span()
    {
        var w3c = Traceparent.Parse(W3C)!.Value;
        var xray = XRayTraceHeader.Parse(XRay)!.Value;

        Assert.Equal(w3c.TraceId, xray.TraceId);
        Assert.Equal(w3c.SpanId, xray.SpanId);
        Assert.Equal(w3c.TraceFlags, xray.TraceFlags);
        Assert.True(w3c.IsRemote && xray.IsRemote);
        Assert.Equal(XRay, XRayTraceHeader.Format(w3c));
        Assert.Equal(W3C, Traceparent.Format(xray));
    }

    [Fact]
    public void X_Ray_fields_may_come_in_any_order_with_others_between()
    {
        const string Header =
            "Sampled=1; Lineage=a87bd80c:1 ;Parent=53995C3F42CD8AD8;Self=1;Root=1-5759e988-bd862e3fe1be46a994272793";

        Assert.Equal(XRay, XRayTraceHeader.Format(XRayTraceHeader.Parse(Header)!.Value));
    }

    [Theory]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=?")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8")]
    public void Only_Sampled_1_is_sampled(string header) =>
        Assert.Equal(ActivityTraceFlags.None, XRayTraceHeader.Parse(header)!.Value.TraceFlags);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793")]
    [InlineData("Root=2-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a99427279;Parent=53995c3f42cd8ad8;Sampled=1")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a99427279g;Parent=53995c3f42cd8ad8;Sampled=1")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8adz;Sampled=1")]
    public void Refuses_what_is_no_X_Ray_header(string? header) => Assert.Null(XRayTraceHeader.Parse(header));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    public void Refuses_what_is_no_traceparent(string? header) => Assert.Null(Traceparent.Parse(header));
}
