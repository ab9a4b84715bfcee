using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Tests.Wire.Operations;

/// <summary>Documented(https://smithy.io/2.0/spec/http-bindings.html#http-trait).</summary>
public sealed class RestJsonRouteTests
{
    private const string Text = "GET /2015-03-31/functions/{FunctionName}/configuration";

    private readonly RestJsonRoute _route = new(Text);

    [Theory]
    [InlineData("GET", "/2015-03-31/functions/a/configuration", true)]
    [InlineData("GET", "/2015-03-31/functions/a/configuration/", true)]
    [InlineData("PUT", "/2015-03-31/functions/a/configuration", false)]
    [InlineData("GET", "/2015-03-31/functions/a/configuration/b", false)]
    [InlineData("GET", "/2015-03-31/functions/a/configuration//", false)]
    [InlineData("GET", "/2015-03-31/functions//configuration", false)]
    [InlineData("GET", "/2015-03-31/functions/a/Configuration", false)]
    [InlineData("GET", "/2015-03-31/functions/a", false)]
    [InlineData("GET", "/", false)]
    [InlineData("GET", "", false)]
    public void Matches_its_own_method_and_path(string method, string path, bool matches) =>
        Assert.Equal(matches, _route.Matches(Request(method, path)));

    [Fact]
    public void Reads_a_label_with_its_slashes() =>
        Assert.Equal(
            "a/b/c", _route.Label(Request("GET", "/2015-03-31/functions/a%2Fb%2fc/configuration"), "FunctionName"));

    [Fact]
    public void Matches_without_allocation()
    {
        var request = Request("GET", "/2015-03-31/functions/a/configuration");
        _route.Matches(request);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _route.Matches(request);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static HttpRequest Request(string method, string path)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        // As the server gives it: decoded, except for %2F.
        request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().Path = path;
        return request;
    }
}
