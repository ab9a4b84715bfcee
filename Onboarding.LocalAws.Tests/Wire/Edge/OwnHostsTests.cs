using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Tests.Wire.Edge;

public class OwnHostsTests
{
    private static readonly OwnHosts Hosts = new(["host.docker.internal", "192.168.1.7", "FE80::1", "Dev.Example."]);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:4566")]
    [InlineData("127.0.0.1.:4566")]
    [InlineData("127.9.8.7:1")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:4566")]
    [InlineData("localhost.")]
    [InlineData("localhost.:4566")]
    [InlineData("bucket.localhost:4566")]
    [InlineData("a.b-c.LocalHost.")]
    [InlineData("[::1]")]
    [InlineData("[::1]:4566")]
    [InlineData("[0:0:0:0:0:0:0:1]:4566")]
    [InlineData("[::ffff:127.0.0.1]:4566")]
    [InlineData("[::ffff:127.1.2.3]")]
    [InlineData("host.docker.internal:4566")]
    [InlineData("HOST.docker.internal.")]
    [InlineData("192.168.1.7:80")]
    [InlineData("[fe80:0::1]:80")]
    [InlineData("dev.example")]
    public void Knows_every_name_of_this_machine(string authority) => Assert.True(Hosts.Contains(authority));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(":4566")]
    [InlineData("evil.example")]
    [InlineData("evil.example:4566")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("127.0.0.1.nip.io")]
    [InlineData("notlocalhost")]
    [InlineData("evil-localhost")]
    [InlineData(".localhost")]
    [InlineData("..localhost")]
    [InlineData("evil.example/.localhost")]
    [InlineData("evil.example#.localhost")]
    [InlineData("evil@localhost")]
    [InlineData("localhost@evil.example")]
    [InlineData("localhost:4566@evil.example")]
    [InlineData("localhost:evil")]
    [InlineData("localhost:4566.evil.example")]
    [InlineData("[::1].evil.example")]
    [InlineData("[::1")]
    [InlineData("::1")]
    [InlineData("[::2]")]
    [InlineData("[::ffff:10.0.0.1]")]
    [InlineData("0.0.0.0:4566")]
    [InlineData("128.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.1.70")]
    [InlineData("docker.internal")]
    [InlineData("x.host.docker.internal")]
    [InlineData("localhost, evil.example")]
    public void Knows_no_other(string authority) => Assert.False(Hosts.Contains(authority));

    [Theory]
    [InlineData("http://localhost:5173", true)]
    [InlineData("https://127.0.0.1", true)]
    [InlineData("http://[::1]:3000", true)]
    [InlineData("http://host.docker.internal:3000", true)]
    [InlineData("capacitor://localhost", true)]
    [InlineData("http://evil.example", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("http://evil.example://localhost", false)]
    [InlineData("null", false)]
    [InlineData("localhost", false)]
    [InlineData("://localhost", false)]
    [InlineData("", false)]
    [InlineData("http://localhost:5173 http://evil.example", false)]
    public void Knows_the_pages_of_this_machine(string origin, bool isOwn) =>
        Assert.Equal(isOwn, Hosts.ContainsOrigin(origin));

    [Theory]
    [InlineData("host.docker.internal", true)]
    [InlineData("192.168.1.7", true)]
    [InlineData("::1", true)]
    [InlineData("", false)]
    [InlineData("http://dev.example", false)]
    [InlineData("dev.example:80", false)]
    [InlineData("*.dev.example", false)]
    [InlineData("dev.example/", false)]
    [InlineData("bücher.example", false)]
    public void A_name_is_a_host_and_nothing_else(string name, bool isName) =>
        Assert.Equal(isName, OwnHosts.IsName(name));

    /// <summary>Every request of every client comes past here.</summary>
    [Theory]
    [InlineData("127.0.0.1:4566")]
    [InlineData("localhost:4566")]
    public void Costs_a_program_no_memory(string host)
    {
        var gate = new EdgeGate(Hosts);
        var request = new DefaultHttpContext().Request;
        request.Headers.Host = host;
        request.Headers["X-Amz-Target"] = "DynamoDB_20120810.GetItem";
        var passes = gate.KnowsHost(request) && gate.PageOf(request) is null;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            passes &= gate.KnowsHost(request) && gate.PageOf(request) is null;
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(passes);
    }
}
