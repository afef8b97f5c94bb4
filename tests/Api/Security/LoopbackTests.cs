using System.Net;
using KGPlanGraph.Api.Security;
using Microsoft.AspNetCore.Http;

namespace KGPlanGraph.Tests.Api.Security;

public sealed class LoopbackTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:5080", null, null, true)]
    [InlineData("::1", "[::1]:5080", null, null, true)]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1", null, null, true)]
    [InlineData("127.0.0.1", "evil.example", null, null, false)]
    [InlineData("127.0.0.1", "localhost.evil.example", null, null, false)]
    [InlineData("192.0.2.7", "localhost", null, null, false)]
    [InlineData("127.0.0.1", "localhost:5080", "Origin", "http://localhost:5080", true)]
    [InlineData("127.0.0.1", "localhost:5080", "Origin", "https://evil.example", false)]
    [InlineData("127.0.0.1", "localhost:5080", "Origin", "null", false)]
    [InlineData("127.0.0.1", "localhost:5080", "Sec-Fetch-Site", "same-origin", true)]
    [InlineData("127.0.0.1", "localhost:5080", "Sec-Fetch-Site", "none", true)]
    [InlineData("127.0.0.1", "localhost:5080", "Sec-Fetch-Site", "cross-site", false)]
    [InlineData("127.0.0.1", "localhost:5080", "X-Forwarded-For", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "localhost:5080", "x-forwarded-port", "443", false)]
    [InlineData("127.0.0.1", "localhost:5080", "X-Client-IP", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "localhost:5080", "Via", "1.1 gateway", false)]
    public void Only_this_machine_under_its_own_name_and_from_its_own_pages_counts(string address, string host, string? header, string? value, bool expected)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(host);
        if (header is not null)
        {
            context.Request.Headers[header] = value;
        }

        Assert.Equal(expected, Loopback.Is(context));
    }
}
